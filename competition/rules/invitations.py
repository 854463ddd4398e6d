from __future__ import annotations

from datetime import datetime

from competition.models.courses import Invitation

DROPPED = "You were taken off this course. Ask your instructor to add you again; a link can't do that."
USED_UP = "This link has been used as often as it may be. Ask your instructor for a new one."


def why_closed(invitation: Invitation, now: datetime) -> str | None:
    """Why the link opens nothing any more, or None."""
    if invitation.revoked_at:
        return "This link was withdrawn. Ask your instructor for a new one."
    if invitation.expires_at <= now:
        return "This link is too old. Ask your instructor for a new one."
    if invitation.uses >= invitation.most_uses:
        return USED_UP
    return None


def why_not_yours(invitation: Invitation, email: str) -> str | None:
    if invitation.email and invitation.email.lower() != email.lower():
        return "This link was sent to another e-mail address. Sign in with that address, or ask for a link of your own."
    return None
