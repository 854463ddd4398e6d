from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from competition.actions.allowances import take_each
from competition.actions.invitations import accept_invitation, enrolled_already, invitation_from
from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.addresses import network
from competition.invited import keep_invitation
from competition.models.courses import Invitation
from competition.models.people import User
from competition.rules import limits
from competition.rules.invitations import why_closed, why_not_yours
from competition.views.pages import require_safe_or_post


@never_cache
@login_not_required
@require_safe_or_post
def join(request: HttpRequest, token: str) -> HttpResponse:
    invitation = invitation_from(token)
    if not invitation:
        take_each(limits=limits.forged_links(network(request)))
        raise Http404
    if isinstance(request.user, User):
        return _as_member(request, invitation, request.user)
    return _as_newcomer(request, invitation)


def _as_member(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    try:
        if enrolled_already(invitation.course, user):
            return redirect("course", invitation.course.slug)
        if request.method == "POST":
            accept_invitation(invitation=invitation, by=by(request))
            messages.success(request, f"Welcome to {invitation.course.code}.")
            return redirect("course", invitation.course.slug)
    except RefusedError as refusal:
        return _page(request, invitation, str(refusal))
    return _page(request, invitation, why_closed(invitation, timezone.now()) or why_not_yours(invitation, user.email))


def _as_newcomer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    refusal = why_closed(invitation, timezone.now())
    if request.method == "POST" and not refusal:
        keep_invitation(request, invitation)
        return redirect("account_signup")
    return _page(request, invitation, refusal)


def _page(request: HttpRequest, invitation: Invitation, refusal: str | None) -> HttpResponse:
    context = {"invitation": invitation, "course": invitation.course, "refusal": refusal}
    return render(request, "competition/join.html", context, status=403 if refusal else 200)
