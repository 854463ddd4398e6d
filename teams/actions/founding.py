from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from competition.models.courses import Enrolment
from teams.actions.held import add, entrant, refuse, tell_the_log
from teams.models.teams import Team
from teams.rules import forming
from teams.rules.names import TAKEN, tidy, why_not_this_name


@transaction.atomic
def found(*, competition: Competition, by: By, name: str, now: datetime) -> Team:
    """Whoever founds a team leads it. Somebody who plays alone is a team of one."""
    student = entrant(competition, by, now)
    team = _named(competition, name)
    add(team=team, enrolment=student, now=now)
    tell_the_log(by, "team founded", student.user.username, team)
    return team


@transaction.atomic
def found_for(*, competition: Competition, by: By, name: str, enrolments: Sequence[Enrolment], now: datetime) -> Team:
    """By staff, at any time; the first of the students leads."""
    team = _named(competition, name)
    for enrolment in enrolments:
        add(team=team, enrolment=enrolment, now=now, refusal=forming.PLACED_ALREADY)
    usernames = [enrolment.user.username for enrolment in enrolments]
    tell_the_log(by, "team founded", f"team {team.pk}", team, after={"members": usernames})
    return team


def _named(competition: Competition, name: str) -> Team:
    name = tidy(name)
    refuse(why_not_this_name(name), field="name")
    try:
        with transaction.atomic():
            return Team.objects.create(competition=competition, name=name)
    except IntegrityError as error:
        raise RefusedError(TAKEN, field="name") from error
