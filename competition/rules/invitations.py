from __future__ import annotations

from datetime import datetime

from competition.models.courses import Enrolment, Invitation

DROPPED = "You were taken off this course. Ask your instructor to add you again; a link can't do that."
MAKER_GONE = "Whoever made this link does not lead the course any more. Ask an instructor for a new one."
USED_UP = "This link has been used as often as it may be. Ask your instructor for a new one."
WHY_CLOSED = {
    "withdrawn": "This link was withdrawn. Ask your instructor for a new one.",
    "too old": "This link is too old. Ask your instructor for a new one.",
    "used up": USED_UP,
}


def what_closed(invitation: Invitation, now: datetime) -> str | None:
    """None while the link opens something."""
    if invitation.revoked_at:
        return "withdrawn"
    if invitation.expires_at <= now:
        return "too old"
    return "used up" if invitation.uses >= invitation.most_uses else None


def why_closed(invitation: Invitation, now: datetime) -> str | None:
    """The same as a sentence for whoever holds the link."""
    closed = what_closed(invitation, now)
    return WHY_CLOSED[closed] if closed else None


def why_not_yours(invitation: Invitation, email: str) -> str | None:
    if invitation.email and invitation.email.lower() != email.lower():
        return "This link was sent to another e-mail address. Sign in with that address, or ask for a link of your own."
    return None


def why_not_needed(enrolment: Enrolment) -> str:
    """For who invites an address that the course knows."""
    if enrolment.active:
        return f"This person takes part already, as {enrolment.get_role_display()}. Change the role under People."
    return "This person was dropped, and a link can't undo that. Let them take part again under People."
