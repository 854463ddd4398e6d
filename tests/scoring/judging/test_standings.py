from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scoring.judging.metrics.metric import Direction
from scoring.judging.standings import Entry, Medal, Place, bands, best, display, medals, standings

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FINITE = st.floats(allow_nan=False, allow_infinity=False)


def entry(who: str, score: float | None, minute: int = 0) -> Entry[str]:
    return Entry(who, score, NOON + timedelta(minutes=minute))


def order(places: list[Place[str]]) -> list[tuple[int, str]]:
    return [(place.rank, place.entry.who) for place in places]


CLASS = [entry("alice", 0.5, 3), entry("bob", 0.7, 2), entry("charlie", None, 0), entry("dana", 0.5, 1)]


def test_the_highest_score_leads_where_higher_is_better() -> None:
    assert order(standings(CLASS, HIGHER)) == [(1, "bob"), (2, "dana"), (3, "alice"), (4, "charlie")]


def test_the_lowest_score_leads_where_lower_is_better_and_a_missing_score_is_still_last() -> None:
    assert order(standings(CLASS, LOWER)) == [(1, "dana"), (2, "alice"), (3, "bob"), (4, "charlie")]


def test_equal_scores_may_share_a_rank_and_the_next_rank_counts_them() -> None:
    tied = [entry("alice", 1.0), entry("bob", 2.0, 1), entry("charlie", 2.0), entry("dana", 3.0)]
    assert order(standings(tied, LOWER, shared=True)) == [(1, "alice"), (2, "charlie"), (2, "bob"), (4, "dana")]


def test_those_without_a_score_come_by_moment_and_share_the_last_rank() -> None:
    some = [entry("bob", None, 2), entry("alice", 0.0, 9), entry("charlie", None, 1)]
    assert order(standings(some, LOWER)) == [(1, "alice"), (2, "charlie"), (3, "bob")]
    assert order(standings(some, HIGHER, shared=True)) == [(1, "alice"), (2, "charlie"), (2, "bob")]


def test_the_last_bit_decides_and_minus_zero_is_zero() -> None:
    close = [entry("alice", 0.3, 0), entry("bob", 0.1 + 0.2, 1)]
    assert [place.entry.who for place in standings(close, HIGHER, shared=True)] == ["bob", "alice"]
    zeros = [entry("alice", 0.0, 1), entry("bob", -0.0, 0)]
    assert order(standings(zeros, HIGHER, shared=True)) == [(1, "bob"), (1, "alice")]


def test_one_score_at_one_moment_keeps_the_order_given() -> None:
    assert order(standings([entry("bob", 1.0), entry("alice", 1.0)], LOWER)) == [(1, "bob"), (2, "alice")]


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_what_is_no_score_is_not_ranked(score: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        standings([entry("alice", 1.0), entry("bob", score)], HIGHER)


def test_nobody_gives_an_empty_board() -> None:
    assert standings([], HIGHER) == []
    assert best([], HIGHER) is None
    assert medals([]) == {}


def test_the_best_of_many_is_the_earliest_of_the_best() -> None:
    mine = [entry("late", 0.9, 5), entry("early", 0.9, 1), entry("worse", 0.1, 0), entry("failed", None, 0)]
    assert best(mine, HIGHER) == mine[1]
    assert best(mine, LOWER) == mine[2]


@given(st.lists(st.tuples(st.none() | st.sampled_from([0.0, 0.25, 0.5]) | FINITE, st.integers(0, 5)), max_size=12))
def test_order_of_arrival_in_the_list_changes_nothing(values: list[tuple[float | None, int]]) -> None:
    entries = [Entry(place, score, (moment, place)) for place, (score, moment) in enumerate(values)]
    for direction in Direction:
        ranked = standings(entries, direction, shared=True)
        assert standings(entries[::-1], direction, shared=True) == ranked
        assert best(entries, direction) == (ranked[0].entry if ranked else None)
        for place in ranked:
            ahead = [other for other in entries if is_ahead(other.score, place.entry.score, direction)]
            assert place.rank == 1 + len(ahead)


def is_ahead(left: float | None, right: float | None, direction: Direction) -> bool:
    if left is None or right is None:
        return left is not None and right is None
    return left > right if direction is HIGHER else left < right


@pytest.mark.parametrize(
    ("score", "digits", "shown"),
    [
        (1.805519995, 5, "1.80551"),
        (328 / 418, 5, "0.78468"),
        (0.29, 2, "0.29"),  # 0.29 × 100 is 28.999999999999996: the decimal form counts, not the binary one
        (-1.23456789, 5, "-1.23456"),
        (-0.00004, 4, "0.0000"),
        (-0.0, 2, "0.00"),
        (0.0, 0, "0"),
        (12.99, 0, "12"),
        (1.0, 3, "1.000"),
        (1e-5, 5, "0.00001"),
        (9.99999e-6, 5, "0.00000"),
        (5e-324, 5, "0.00000"),
        (123456789.987654321, 5, "123456789.98765"),
        (9007199254740993.0, 2, "9007199254740992.00"),
        (1e16, 5, "1.00000e+16"),
        (1.23456789e300, 5, "1.23456e+300"),
        (-1.7976931348623157e308, 3, "-1.797e+308"),
        (np.float64(0.78468), 5, "0.78468"),
        (1 / 3, 30, "0.333333333333333300000000000000"),
    ],
)
def test_a_score_is_cut_for_display(score: float, digits: int, shown: str) -> None:
    assert display(score, digits) == shown


@given(FINITE, st.integers(0, 12))
@example(9999999999999998.0, 12)
def test_what_is_shown_is_never_farther_from_zero_than_the_score(score: float, digits: int) -> None:
    shown, exact = Decimal(display(score, digits)), Decimal(repr(score))
    size = Decimal(1).scaleb(-digits) * (Decimal(1).scaleb(exact.adjusted()) if abs(score) >= 1e16 else 1)
    assert 0 <= abs(exact) - abs(shown) < size
    assert shown * exact >= 0


@pytest.mark.parametrize(
    ("teams", "sizes"),
    [
        (0, (0, 0, 0)),
        (1, (1, 1, 1)),
        (9, (1, 1, 3)),
        (19, (1, 3, 7)),
        (99, (9, 19, 39)),
        (100, (10, 20, 40)),
        (249, (10, 49, 99)),
        (250, (10, 50, 100)),
        (499, (10, 50, 100)),
        (500, (11, 50, 100)),
        (999, (11, 50, 100)),
        (1000, (12, 50, 100)),
        (10_000, (30, 500, 1000)),
    ],
)
def test_bands_follow_kaggles_table(teams: int, sizes: tuple[int, int, int]) -> None:
    assert bands(teams) == sizes


def board(*scores: float | None) -> list[Place[str]]:
    return standings([entry(f"team{place}", score, place) for place, score in enumerate(scores)], HIGHER)


def test_medals_go_to_the_top_tenth_fifth_and_two_fifths_of_a_small_class() -> None:
    given_out = medals(board(*(1 - place / 100 for place in range(20))))
    assert list(given_out.values()) == [Medal.GOLD] * 2 + [Medal.SILVER] * 2 + [Medal.BRONZE] * 4
    assert list(given_out)[:3] == ["team0", "team1", "team2"]


def test_a_team_without_a_score_has_no_medal_and_is_not_counted() -> None:
    assert medals(board(*[None] * 50, 0.5)) == {"team50": Medal.GOLD}
    assert medals(board(None, None)) == {}


def test_the_score_at_the_edge_of_a_band_is_in_the_band_however_late() -> None:
    scores = [
        0.9,
        0.9,
        0.9,
        0.8,
        0.8,
        0.1,
        0.1,
        0.1,
        0.1,
        0.1,
    ]  # ten teams: gold for one, silver to two, bronze to four
    assert list(medals(board(*scores)).values()) == [Medal.GOLD] * 3 + [Medal.BRONZE] * 2
