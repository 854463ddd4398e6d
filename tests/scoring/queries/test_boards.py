"""Who stands where, and what each line says."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from competition.models.people import User
from scoring.actions.ranks import keep_ranks
from scoring.actions.standings import rebuild
from scoring.judging.standings import Medal
from scoring.models.boards import Board, BoardSettings, RankAt, Standing
from scoring.queries.boards import every_line, own_line, own_standing, position_of
from scoring.rules.lines import Member
from teams.models.teams import Membership, Team
from tests.competition.world import World
from tests.factories import NOW, make_team
from tests.scoring.boards import League

pytestmark = pytest.mark.django_db
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def league(world: World) -> League:
    cache.clear()
    return League(world)


def settings(league: League, **values: object) -> None:
    BoardSettings.objects.update_or_create(competition=league.competition, defaults=values)


def test_the_best_stands_first_and_of_equals_the_earlier(league: League) -> None:
    late, early = make_team(league.competition, name="Late"), make_team(league.competition, name="Early")
    league.score(early, 0.75)
    league.score(late, 0.75)
    league.team("Best", 0.5, 0.875)
    league.team("Last", 0.25)
    assert league.ranks() == [(1, "Best"), (2, "Early"), (3, "Late"), (4, "Last")]


def test_digits_are_cut_and_decide_nothing(league: League) -> None:
    league.team("Alpha", 0.87651)
    league.team("Beta", 0.87659)
    assert [(line.name, line.score) for line in league.lines()] == [("Beta", "0.8765"), ("Alpha", "0.8765")]


def test_equal_scores_share_a_rank_where_the_course_wants_it(league: League) -> None:
    settings(league, shared_ranks=True)
    league.many([0.9, 0.8, 0.8, 0.8, 0.7])
    assert [line.rank for line in league.lines()] == [1, 2, 2, 2, 5]
    assert [line.rank for line in league.lines(start=3, count=2)] == [2, 5]


def test_without_it_they_do_not(league: League) -> None:
    league.many([0.9, 0.8, 0.8, 0.8, 0.7])
    assert [line.rank for line in league.lines()] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("teams", "gold", "silver", "bronze"),
    [(1, 1, 0, 0), (3, 1, 0, 0), (10, 1, 1, 2), (100, 10, 10, 20), (250, 10, 40, 50)],
)
def test_zones_are_as_large_as_the_rules_say(league: League, teams: int, gold: int, silver: int, bronze: int) -> None:
    league.many([0.9 - number / 1000 for number in range(teams)])
    found = Counter(line.medal for line in every_line(league.half()))
    assert (found[Medal.GOLD], found[Medal.SILVER], found[Medal.BRONZE]) == (gold, silver, bronze)
    assert found[None] == teams - gold - silver - bronze


def test_the_score_of_the_last_with_a_medal_has_it_too(league: League) -> None:
    league.many([0.9, 0.9, *(0.5 - number / 100 for number in range(8))])
    assert [line.medal for line in league.lines()][:3] == [Medal.GOLD, Medal.GOLD, Medal.BRONZE]


def test_a_course_can_do_without_zones(league: League) -> None:
    settings(league, medals=False)
    league.many([0.9, 0.8])
    assert [line.medal for line in league.lines()] == [None, None]


def test_pages_hold_every_team_once(league: League) -> None:
    league.many([0.9 - number / 1000 for number in range(23)])
    pages = [league.ranks(start, 10) for start in (0, 10, 20)]
    assert [len(page) for page in pages] == [10, 10, 3]
    assert [row for page in pages for row in page] == [(number, f"Team {number}") for number in range(1, 24)]


def test_benchmarks_stand_between_without_a_rank(league: League) -> None:
    league.team("Alpha", 0.9)
    league.team("Beta", 0.5)
    league.benchmark("Logistic regression", 0.7)
    league.benchmark("Sample submission", 0.3)
    assert league.ranks() == [(1, "Alpha"), (None, "Logistic regression"), (2, "Beta"), (None, "Sample submission")]


def test_a_benchmark_is_on_exactly_one_page(league: League) -> None:
    league.many([0.9, 0.8, 0.7, 0.6])
    for name, score in (("Top", 0.95), ("Between", 0.75), ("Bottom", 0.1)):
        league.send(Team.objects.create(competition=league.competition, name=name, kind="benchmark"), score)
    add_benchmarks(league)
    assert league.ranks(0, 2) == [(None, "Top"), (1, "Team 1"), (2, "Team 2")]
    assert league.ranks(2, 2) == [(None, "Between"), (3, "Team 3"), (4, "Team 4"), (None, "Bottom")]


def add_benchmarks(league: League) -> None:
    """Without making the rows anew that have no submission behind them."""
    for team in Team.objects.filter(kind="benchmark"):
        sent = team.submissions.get()
        value = sent.judgements.get().public_value
        assert value is not None
        Standing.objects.create(
            key=league.key, team=team, benchmark=True, value=value, order=-value, reached_at=sent.received_at,
            submission=sent, entries=1, last_at=sent.received_at, history=[value],
        )  # fmt: skip


def test_a_board_of_benchmarks_alone_shows_them(league: League) -> None:
    league.benchmark("Sample submission", 0.3)
    assert league.ranks() == [(None, "Sample submission")]
    assert [line.name for line in every_line(league.half())] == ["Sample submission"]


@pytest.mark.parametrize("state", ["hidden", "disqualified"])
def test_who_is_taken_off_is_not_there_and_the_others_move_up(league: League, state: str) -> None:
    cheat = league.team("Cheat", 1.0)
    league.team("Honest", 0.5)
    Team.objects.filter(pk=cheat.pk).update(excluded=state, excluded_reason="They know why.")
    rebuild(key=league.key)
    assert league.ranks() == [(1, "Honest")]
    assert own_standing(league.half(), cheat) is None


def test_own_row_is_found_wherever_it_is(league: League) -> None:
    league.many([0.9 - number // 2 / 100 for number in range(20)])
    for number in (1, 2, 13, 20):
        team, half = Team.objects.get(name=f"Team {number}"), league.half()
        standing = own_standing(half, team)
        assert standing
        position = position_of(half, standing)
        assert (position, own_line(half, standing, position).rank) == (number, number)


def test_own_row_shares_its_rank_too(league: League) -> None:
    settings(league, shared_ranks=True)
    league.many([0.9, 0.8, 0.8])
    half = league.half()
    standing = own_standing(half, Team.objects.get(name="Team 3"))
    assert standing
    assert position_of(half, standing) == 3
    assert own_line(half, standing, 3).rank == 2


def test_members_go_by_their_aliases(league: League, world: World) -> None:
    league.team("Pair", 0.9, users=(world.alice, world.bob))
    members = league.lines()[0].members
    assert members == (Member(world.alice.pk, world.alice.alias), Member(world.bob.pk, world.bob.alias))


def test_who_has_left_is_not_shown(league: League, world: World) -> None:
    league.team("Pair", 0.9, users=(world.alice, world.bob))
    Membership.objects.filter(enrolment__user=world.bob).update(left_at=NOW)
    world.course.enrolments.filter(user=world.alice).update(active=False)
    assert league.lines()[0].members == ()


def test_the_arrow_tells_what_has_changed_in_a_day(league: League) -> None:
    alpha, beta = league.team("Alpha", 0.9), league.team("Beta", 0.8)
    keep_ranks(now=NOW - A_DAY)
    league.score(beta, 0.95)
    league.team("Gamma", 0.1)
    league.score(alpha, 0.91)
    found = {line.name: (line.rank, line.change, line.new) for line in league.lines()}
    assert found == {"Beta": (1, 1, False), "Alpha": (2, -1, False), "Gamma": (3, None, True)}


def test_nobody_is_new_on_the_first_day(league: League) -> None:
    league.team("Alpha", 0.9)
    keep_ranks(now=NOW - A_DAY + AN_HOUR)
    assert [(line.change, line.new) for line in league.lines()] == [(None, False)]


def test_after_a_night_without_the_site_the_arrow_goes_back_further(league: League) -> None:
    league.team("Alpha", 0.9)
    beta = league.team("Beta", 0.8)
    keep_ranks(now=NOW - A_DAY - 5 * AN_HOUR)
    league.score(beta, 0.95)
    assert [line.change for line in league.lines()] == [1, -1]


def test_what_came_after_the_close_is_on_the_practice_board_alone(league: League) -> None:
    close = league.competition.closes_at
    alpha = league.team("Alpha", 0.5)
    league.team("Latecomer", 0.8, at=close)
    league.score(alpha, 0.9, at=close)
    practice = [(line.rank, line.name, line.score) for line in every_line(league.half(late=True))]
    assert practice == [(1, "Alpha", "0.9000"), (2, "Latecomer", "0.8000")]
    assert [(line.rank, line.name, line.score) for line in league.lines()] == [(1, "Alpha", "0.5000")]


def test_where_less_is_better_the_least_is_first(world: World) -> None:
    cache.clear()
    league = League(world)
    type(league.key).objects.filter(pk=league.key.pk).update(metric="rmse")
    league.key.refresh_from_db()
    league.team("Alpha", 3.0, 1.5)
    league.team("Beta", 2.0)
    assert [(line.rank, line.name, line.score) for line in league.lines()] == [
        (1, "Alpha", "1.5000"),
        (2, "Beta", "2.0000"),
    ]


def test_brackets_name_their_first_and_last_rank(league: League) -> None:
    league.many([0.9, 0.8, 0.7, 0.6])
    for rank, begin in enumerate((1, 1, 3, 4), start=1):
        Standing.objects.filter(team__name=f"Team {rank}").update(bracket=begin)
    assert [line.bracket and str(line.bracket) for line in league.lines()] == ["Ranks 1–2", "Ranks 1–2", None, None]


def test_three_rows_take_as_many_queries_as_one(league: League, world: World) -> None:
    league.team("Pair", 0.9, users=(world.alice, world.bob))
    league.benchmark("Sample submission", 0.3)
    keep_ranks(now=NOW - A_DAY)
    league.half()
    with CaptureQueriesContext(connection) as one:
        assert len(league.lines()) == 2
    for number in (1, 2):
        league.team(f"Team {number}", 0.5)
    Board.objects.filter(key=league.key).update(version=F("version"))
    league.half()
    with CaptureQueriesContext(connection) as three:
        assert len(league.lines()) == 4
    assert len(three) == len(one)


def test_the_ranks_of_an_hour_are_kept_once(league: League) -> None:
    league.team("Alpha", 0.9)
    beta = league.team("Beta", 0.8)
    keep_ranks(now=NOW)
    league.score(beta, 0.95)
    keep_ranks(now=NOW + AN_HOUR / 2)
    assert list(RankAt.objects.order_by("rank").values_list("team__name", "rank")) == [("Alpha", 1), ("Beta", 2)]
    keep_ranks(now=NOW + AN_HOUR)
    assert RankAt.objects.filter(hour=NOW + AN_HOUR).order_by("rank").first() == RankAt.objects.get(
        hour=NOW + AN_HOUR, team=beta, rank=1
    )


def test_the_ranks_of_two_days_ago_are_thrown_away(league: League) -> None:
    league.team("Alpha", 0.9)
    keep_ranks(now=NOW - 2 * A_DAY - AN_HOUR)
    keep_ranks(now=NOW - 2 * A_DAY)
    keep_ranks(now=NOW)
    assert sorted(RankAt.objects.values_list("hour", flat=True)) == [NOW - 2 * A_DAY, NOW]


def test_kept_ranks_are_shared_where_ranks_are(league: League) -> None:
    settings(league, shared_ranks=True)
    league.many([0.9, 0.8, 0.8, 0.7])
    keep_ranks(now=NOW)
    assert sorted(RankAt.objects.values_list("rank", flat=True)) == [1, 2, 2, 4]


def test_nothing_is_kept_long_after_the_close(league: League) -> None:
    league.team("Alpha", 0.9)
    keep_ranks(now=league.competition.closes_at + 2 * A_DAY)
    assert RankAt.objects.count() == 0


def test_an_alias_is_all_that_a_line_holds_of_a_person(league: League, world: World) -> None:
    User.objects.filter(pk=world.alice.pk).update(name="Alicia Realname")
    league.team("Pair", 0.9, users=(world.alice,))
    assert "Realname" not in repr(league.lines())
