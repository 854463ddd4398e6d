from dataclasses import dataclass
from datetime import date, datetime

from scoring.models.submissions import Seat
from scoring.rules.days import day_of, next_day_at
from teams.models.teams import Team


@dataclass(frozen=True)
class Seats:
    """A team's submissions of one day. After a merge more may be taken than there are."""

    used: int
    left: int
    next_day_at: datetime


def seats_left(team: Team, now: datetime) -> Seats:
    zone, limit = team.competition.course.zone, team.competition.daily_limit
    used = len(taken(team, day_of(now, zone)))
    return Seats(used, max(0, limit - used), next_day_at(now, zone))


def taken(team: Team, day: date) -> set[int]:
    return set(Seat.objects.filter(team=team, day=day).values_list("number", flat=True))
