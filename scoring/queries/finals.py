"""The final board: read from what the reveal copied. Until then there are no rows, so nothing needs hiding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, F, QuerySet
from django.db.models.functions import Abs

from competition.models.competitions import Competition
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Direction
from scoring.judging.standings import Medal, display
from scoring.models.finals import FinalStanding, Reveal
from scoring.models.submissions import Submission
from scoring.queries.settings import board_settings
from scoring.rules.final_lines import FinalLine
from scoring.rules.lines import medal_of, zone_ends
from scoring.rules.slopes import Move
from scoring.rules.standing import order
from teams.models.teams import Excluded, Team, TeamKind

ON_A_PAGE = 100
DRAWN = 20


def standings(competition: Competition) -> QuerySet[FinalStanding]:
    return FinalStanding.objects.filter(competition=competition).select_related("team")


def ranked(competition: Competition) -> QuerySet[FinalStanding]:
    return standings(competition).filter(rank__isnull=False)


@dataclass(frozen=True)
class Zones:
    """The worst private scores that still have gold, silver, bronze."""

    direction: Direction
    orders: tuple[float, ...]

    def medal(self, row: FinalStanding) -> Medal | None:
        if row.rank is None or row.private_value is None:
            return None
        return medal_of(order(row.private_value, self.direction), self.orders)


def zones(competition: Competition) -> Zones:
    """By the key that the results were copied with."""
    reveal = Reveal.objects.filter(competition=competition).select_related("key").first()
    direction = METRICS[reveal.key.metric].direction if reveal and reveal.key else Direction.HIGHER
    if not board_settings(competition).medals:
        return Zones(direction, ())
    values = ranked(competition).filter(private_value__isnull=False).values_list("private_value", flat=True)
    ends = [values[end] for end in zone_ends(values.count())]
    return Zones(direction, tuple(order(value, direction) for value in ends if value is not None))


def lines(competition: Competition, rows: Iterable[FinalStanding]) -> list[FinalLine]:
    found = zones(competition)
    return [_line(row, competition.digits, found.medal(row)) for row in rows]


def _line(row: FinalStanding, digits: int, medal: Medal | None) -> FinalLine:
    disqualified = row.team.excluded == Excluded.DISQUALIFIED
    return FinalLine(
        team=row.team_id,
        name=row.team.name,
        rank=row.rank,
        private=_cut(row.private_value, digits),
        public=_cut(row.public_value, digits),
        public_rank=row.public_rank,
        medal=medal,
        benchmark=row.team.kind == TeamKind.BENCHMARK,
        disqualified=disqualified,
        reason=row.team.excluded_reason if disqualified else "",
    )


def _cut(value: float | None, digits: int) -> str:
    return "" if value is None else display(value, digits)


def shake_up(competition: Competition) -> float | None:
    """By how many ranks a team moved, on average."""
    moved = ranked(competition).aggregate(mean=Avg(Abs(F("rank") - F("public_rank"))))["mean"]
    return None if moved is None else float(moved)


def moves(competition: Competition, team: Team | None) -> list[Move]:
    first = ranked(competition).exclude(public_rank=None)[:DRAWN]
    return [
        Move(row.team.name, row.public_rank, row.rank, own=team is not None and row.team_id == team.pk)
        for row in first
        if row.rank and row.public_rank
    ]


@dataclass(frozen=True)
class Compared:
    """One of the team's own submissions that the end was decided among."""

    submission: Submission
    public: str
    private: str
    picked: bool
    decided: bool


@dataclass(frozen=True)
class Own:
    line: FinalLine
    compared: list[Compared]
    more: int
    automatic: bool


MOST_COMPARED = 10


def own(competition: Competition, team: Team | None) -> Own | None:
    row = standings(competition).filter(team=team).first() if team else None
    if row is None:
        return None
    named = row.candidates[:MOST_COMPARED]
    files = Submission.objects.in_bulk([one["submission"] for one in named])
    compared = [_compared(row, one, files[one["submission"]], competition.digits) for one in named]
    (line,) = lines(competition, [row])
    return Own(line, compared, len(row.candidates) - len(compared), row.automatic)


def private_score(submission: Submission) -> Compared | None:
    """Of a file that the end was decided among, once the results are out."""
    row = FinalStanding.objects.filter(team=submission.team_id).first()
    if row is None:
        return None
    one = next((one for one in row.candidates if one["submission"] == submission.pk), None)
    return _compared(row, one, submission, submission.competition.digits) if one else None


def _compared(row: FinalStanding, one: Mapping[str, Any], submission: Submission, digits: int) -> Compared:
    return Compared(
        submission=submission,
        public=_cut(one["public"], digits),
        private=_cut(one["private"], digits),
        picked=one["picked"],
        decided=submission.pk == row.submission_id,
    )
