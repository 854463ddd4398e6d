"""The link onto a team: what it is, and joining."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.views.competition import framed
from competition.views.pages import require_safe_or_post, signed_in
from teams.actions.joining import join as join_team
from teams.actions.links import invitation_from
from teams.models.teams import TeamInvitation
from teams.queries.joining import invited


@never_cache
@require_safe_or_post
def join(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    frame = framed(request, slug, "team")
    invitation = invitation_from(token, slug)
    if not invitation:
        raise Http404
    refusal = _refused(request, invitation, frame["now"]) if request.method == "POST" else None
    if request.method == "POST" and not refusal:
        messages.success(request, f"Welcome to {invitation.team.name}.")
        return redirect("team", slug)
    shown = invited(signed_in(request), invitation, frame)
    told = {"refusal": refusal} if refusal else {}
    return render(request, "teams/join.html", frame | shown | told, status=422 if refusal else 200)


def _refused(request: HttpRequest, invitation: TeamInvitation, now: datetime) -> str | None:
    try:
        join_team(invitation=invitation, by=by(request), now=now)
    except RefusedError as refusal:
        return str(refusal)
    return None
