"""Before the lock people leave a team that has sent nothing. Afterwards they would carry their day's submissions to
another one: that is for the staff to decide."""

from datetime import datetime

from django.db import transaction

from competition.actions.log import By
from competition.actions.refused import RefusedError
from teams.actions.held import end, held_by_captain, hold_members, locked, refuse, tell_the_log
from teams.actions.links import close_links
from teams.history import has_history
from teams.models.teams import Membership, Team
from teams.queries.members import members, membership_of
from teams.rules import forming


@transaction.atomic
def leave(*, team: Team, by: By, now: datetime) -> None:
    held = locked(team)
    refuse(forming.why_locked(held.competition, now))
    mine = membership_of(by.user, held)
    if mine is None:
        raise RefusedError(forming.NOT_ON_IT)
    hold_members(held)
    refuse(forming.TIED if has_history(held) else None)
    tell_the_log(by, "team left", mine.enrolment.user.username, held)
    end(membership=mine, now=now)


@transaction.atomic
def remove(*, team: Team, by: By, member: int, now: datetime) -> Membership:
    """By the captain. The team's link is withdrawn: whoever was removed may know it."""
    held = held_by_captain(team, by)
    refuse(forming.why_locked(held.competition, now))
    gone = present(held, member)
    hold_members(held)
    refuse(forming.TIED_OTHER if has_history(held) else None)
    close_links(held, now)
    tell_the_log(by, "removed from team", gone.enrolment.user.username, held)
    end(membership=gone, now=now)
    return gone


def present(team: Team, member: int) -> Membership:
    if found := members(team).filter(pk=member).first():
        return found
    raise RefusedError(forming.NOT_A_MEMBER)
