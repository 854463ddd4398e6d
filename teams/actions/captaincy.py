from django.db import transaction

from competition.actions.log import By
from teams.actions.held import held_by_captain, locked, tell_the_log
from teams.actions.leaving import present
from teams.models.teams import Membership, Team


@transaction.atomic
def hand_on(*, team: Team, by: By, member: int) -> Membership:
    """By the captain, at any time: who leads is no matter of fairness between teams."""
    return _lead(held_by_captain(team, by), by, member)


@transaction.atomic
def appoint_captain(*, team: Team, by: By, member: int) -> Membership:
    """By staff."""
    return _lead(locked(team), by, member)


def _lead(held: Team, by: By, member: int) -> Membership:
    heir = present(held, member)
    # First the old one: the database knows one captain at a time.
    held.memberships.filter(left_at=None, captain=True).update(captain=False)
    Membership.objects.filter(pk=heir.pk).update(captain=True)
    tell_the_log(by, "captain changed", heir.enrolment.user.username, held)
    return heir
