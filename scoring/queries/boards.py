"""The board, read from its kept rows only: never a walk over submissions, and as few queries for fifty rows as for
one. A page far down costs no more than the first: its rows are found in the index alone, then fetched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Q, QuerySet

from competition.models.competitions import Competition
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Direction
from scoring.judging.standings import display
from scoring.models.boards import BoardSettings, RankAt, Standing
from scoring.queries.editions import Edition
from scoring.queries.keys import active_key
from scoring.queries.settings import board_settings
from scoring.queries.standings import IN_ORDER, listed
from scoring.rules.brackets import Bracket, brackets
from scoring.rules.lines import Line, Member, medal_of, zone_ends
from teams.models.teams import Membership, Team

ON_A_PAGE = 50
A_DAY = timedelta(days=1)
KEPT = 600  # seconds; what is kept is named by the board's version, so it is never old, only unused


@dataclass(frozen=True)
class Whole:
    """What is known of all rows together."""

    ranked: int = 0
    zones: tuple[float, ...] = ()  # the worst that still has gold, silver, bronze
    hour: datetime | None = None  # the arrows' yesterday
    practised: bool = False


@dataclass(frozen=True)
class Half:
    """The board by one key, or the practice board of late uploads beside it."""

    key: int
    higher: bool  # is better
    late: bool
    settings: BoardSettings
    digits: int
    whole: Whole = Whole()

    @property
    def rows(self) -> QuerySet[Standing]:
        return listed(self.key, late=self.late)

    @property
    def teams(self) -> QuerySet[Standing]:
        return self.rows.filter(benchmark=False)


def half_of(edition: Edition, *, late: bool = False) -> Half | None:
    """None while nothing is scored. What holds for all rows is worked out once for each version of the board."""
    name = f"board-{edition.stamp}-{late}"
    found: Half | None = cache.get(name)
    if found is None and (key := active_key(edition.competition)):
        higher = METRICS[key.metric].direction is Direction.HIGHER
        half = Half(key.pk, higher, late, board_settings(edition.competition), edition.competition.digits)
        found = replace(half, whole=_worked_out(half, edition.now))
        cache.set(name, found, KEPT)
    return found


def practised(competition: Competition) -> bool:
    rows = Standing.objects.filter(key__competition=competition, key__active=True, late=True, listed=True)
    return rows.exists()


def _worked_out(half: Half, now: datetime) -> Whole:
    ranked = half.teams.count()
    if half.late:
        return Whole(ranked, practised=True)
    orders = half.teams.order_by(*IN_ORDER).values_list("order", flat=True)
    zones = tuple(orders[end] for end in zone_ends(ranked)) if half.settings.medals else ()
    kept = RankAt.objects.filter(key=half.key, hour__lte=now - A_DAY)
    hour = kept.order_by("-hour").values_list("hour", flat=True).first()
    return Whole(ranked, zones, hour, replace(half, late=True).rows.exists())


def lines(half: Half, start: int, count: int = ON_A_PAGE) -> list[Line]:
    """So many teams from a position on (the best stands at 0), and the benchmarks between them."""
    edge = max(start - 1, 0)  # the row before tells which benchmarks belong to the page before
    wanted = half.teams.order_by(*IN_ORDER).values_list("pk", flat=True)[edge : start + count]
    found = sorted(Standing.objects.filter(pk__in=list(wanted)).select_related("team"), key=in_order)
    before, here = found[: start - edge], found[start - edge :]
    more = start + len(here) < half.whole.ranked
    ranks = _ranks(half, here, start)
    marks = brackets([row.bracket for row in here], start + 1, more=more)
    ranked = list(zip(here, ranks, marks, strict=True))
    between = _benchmarks(half, before, here if more else [])
    return _dressed(half, sorted([*ranked, *between], key=lambda each: in_order(each[0])))


def every_line(half: Half | None) -> Iterator[Line]:
    if half is None:
        return
    for start in range(0, max(half.whole.ranked, 1), 1000):
        yield from lines(half, start, 1000)


def own_standing(half: Half, team: Team) -> Standing | None:
    return half.teams.filter(team=team).select_related("team").first()


def own_line(half: Half, standing: Standing, position: int) -> Line:
    rank = 1 + half.teams.filter(order__lt=standing.order).count() if half.settings.shared_ranks else position
    return _dressed(half, [(standing, rank, None)])[0]


def position_of(half: Half, standing: Standing) -> int:
    """From 1: how many are better, counted in the index."""
    earlier = Q(order=standing.order, reached_at__lt=standing.reached_at)
    first_sent = Q(order=standing.order, reached_at=standing.reached_at, submission__lt=standing.submission_id)
    better = Q(order__lt=standing.order) | earlier | first_sent
    # The bound says where in the index to stop.
    return 1 + half.teams.filter(better, order__lte=standing.order).count()


def in_order(row: Standing) -> tuple[float, datetime, int]:
    return row.order, row.reached_at, row.submission_id


def _ranks(half: Half, here: Sequence[Standing], start: int) -> list[int]:
    ranks = list(range(start + 1, start + 1 + len(here)))
    if half.settings.shared_ranks and here:
        ranks[0] = 1 + half.teams.filter(order__lt=here[0].order).count()
        for place in range(1, len(here)):
            if here[place].order == here[place - 1].order:
                ranks[place] = ranks[place - 1]
    return ranks


Ranked = tuple[Standing, int | None, Bracket | None]


def _benchmarks(half: Half, before: Sequence[Standing], here: Sequence[Standing]) -> list[Ranked]:
    """A benchmark stands before the first team that it beats."""
    rows = half.rows.filter(benchmark=True).select_related("team").order_by(*IN_ORDER)
    above, below = (in_order(before[-1]) if before else None), (in_order(here[-1]) if here else None)
    between = [row for row in rows if (not above or in_order(row) > above) and (not below or in_order(row) < below)]
    return [(row, None, None) for row in between]


def _dressed(half: Half, ranked: Sequence[Ranked]) -> list[Line]:
    teams = [row.team_id for row, rank, _ in ranked if rank]
    members, before = _members(teams), _ranks_before(half, teams)
    return [_line(half, each, tuple(members.get(each[0].team_id, ())), before) for each in ranked]


def _members(teams: Sequence[int]) -> dict[int, list[Member]]:
    playing = Membership.objects.filter(team__in=teams, left_at=None, enrolment__active=True)
    found: dict[int, list[Member]] = {}
    for team, key, alias in playing.values_list("team_id", "enrolment__user_id", "enrolment__user__alias"):
        found.setdefault(team, []).append(Member(key, alias))
    return found


def _ranks_before(half: Half, teams: Sequence[int]) -> dict[int, int] | None:
    if half.whole.hour is None:
        return None
    kept = RankAt.objects.filter(key=half.key, hour=half.whole.hour, team__in=teams)
    return dict(kept.values_list("team_id", "rank"))


def _line(half: Half, ranked: Ranked, members: tuple[Member, ...], before: dict[int, int] | None) -> Line:
    row, rank, bracket = ranked
    was = before.get(row.team_id) if before is not None else None
    bounds = (row.low, row.high) if row.low is not None and row.high is not None else None
    return Line(
        team=row.team_id,
        name=row.team.name,
        members=members,
        rank=rank,
        value=row.value,
        score=display(row.value, half.digits),
        interval=bounds,
        history=tuple(row.history),
        entries=row.entries,
        last_at=row.last_at,
        change=was - rank if was and rank else None,
        new=rank is not None and before is not None and was is None,
        medal=medal_of(row.order, half.whole.zones) if rank else None,
        bracket=bracket,
    )
