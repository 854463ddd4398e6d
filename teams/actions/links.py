"""A team's link: signed, not stored; one at a time."""

from datetime import datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse

from competition.actions.log import By
from teams.actions.held import held_by_captain, refuse, tell_the_log
from teams.models.teams import Team, TeamInvitation
from teams.rules.forming import why_locked
from teams.rules.links import ends_at

SIGNER = Signer(sep=".", salt="holdout.team-invitation")


def address_of(invitation: TeamInvitation) -> str:
    token = SIGNER.sign(str(invitation.pk))
    return settings.PUBLIC_URL + reverse("team-join", args=[invitation.team.competition.slug, token])


def invitation_from(token: str, slug: str) -> TeamInvitation | None:
    """None for a token that this house did not sign, or that leads into another competition."""
    try:
        key = SIGNER.unsign(token)
    except BadSignature:
        return None
    found = TeamInvitation.objects.select_related("team__competition__course")
    return found.filter(pk=key, team__competition__slug=slug).first()


@transaction.atomic
def invite(*, team: Team, by: By, days: int, now: datetime) -> TeamInvitation:
    """A new link takes the place of the one before."""
    held = held_by_captain(team, by)
    refuse(why_locked(held.competition, now))
    close_links(held, now)
    assert by.user
    ends = ends_at(held.competition, days, now)
    made = TeamInvitation.objects.create(team=held, made_by=by.user, made_at=now, expires_at=ends)
    tell_the_log(by, "team link made", f"team {held.pk}", held, after={"until": ends})
    return made


@transaction.atomic
def withdraw_link(*, team: Team, by: By, now: datetime) -> None:
    held = held_by_captain(team, by)
    if close_links(held, now):
        tell_the_log(by, "team link withdrawn", f"team {held.pk}", held)


def close_links(team: Team, now: datetime) -> int:
    return TeamInvitation.objects.filter(team=team, revoked_at=None).update(revoked_at=now)
