"""Staff put students on teams and take them off, after the lock too."""

from datetime import datetime

from django.db import transaction

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.courses import Enrolment
from teams.actions.held import add, end, locked, tell_the_log
from teams.actions.leaving import present
from teams.models.teams import Membership, Team
from teams.rules import forming


@transaction.atomic
def place(*, enrolment: Enrolment, team: Team, by: By, now: datetime, reason: str) -> None:
    """Who is on another team is moved."""
    left = _on_now(enrolment, team)
    held = _both_locked(team, left)
    if left != _on_now(enrolment, team) or (left and left.team_id == team.pk):
        raise RefusedError(forming.PLACED_ALREADY)
    if left:
        end(membership=left, now=now)
    add(team=held, enrolment=enrolment, now=now, refusal=forming.PLACED_ALREADY)
    before = {"before": {"team": left.team_id}} if left else {}
    tell_the_log(by, "placed on team", enrolment.user.username, held, reason=reason, **before)


@transaction.atomic
def take_off(*, team: Team, by: By, member: int, now: datetime, reason: str) -> Membership:
    held = locked(team)
    gone = present(held, member)
    tell_the_log(by, "taken off team", gone.enrolment.user.username, held, reason=reason)
    end(membership=gone, now=now)
    return gone


def _on_now(enrolment: Enrolment, team: Team) -> Membership | None:
    found = Membership.objects.filter(enrolment=enrolment, competition=team.competition_id, left_at=None)
    return found.select_related("team").first()


def _both_locked(team: Team, left: Membership | None) -> Team:
    """Always in the same order: two moves at once, there and back, would wait for each other."""
    held = {one.pk: locked(one) for one in sorted({team, left.team if left else team}, key=lambda one: one.pk)}
    return held[team.pk]
