"""The invitation a newcomer came with, kept in the session until the account stands."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from competition.actions.invitations import accept_invitation
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.addresses import client_address
from competition.models.courses import Invitation
from competition.models.people import User
from competition.rules.invitations import why_closed

KEPT = "invitation"


def keep_invitation(request: HttpRequest, invitation: Invitation) -> None:
    request.session[KEPT] = invitation.pk
    # The link came by mail to this very address: that is the proof a code would bring.
    request.session["account_verified_email"] = invitation.email or None


def invitation_kept(request: HttpRequest) -> Invitation | None:
    """Only while it still opens something."""
    kept = Invitation.objects.select_related("course").filter(pk=request.session.get(KEPT, 0)).first()
    return kept if kept and not why_closed(kept, timezone.now()) else None


def join_as_invited(request: HttpRequest, user: User) -> str | None:
    """Enrol the new account; the page to go to, if that worked."""
    invitation = Invitation.objects.select_related("course").filter(pk=request.session.pop(KEPT, 0)).first()
    if not invitation:
        return None
    try:
        accept_invitation(invitation=invitation, by=By(user, client_address(request)))
    except RefusedError as refusal:
        messages.warning(request, str(refusal))
        return None
    messages.success(request, f"Welcome to {invitation.course.code}.")
    return reverse("course", args=[invitation.course.slug])
