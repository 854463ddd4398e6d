"""One team's place on the board, from its scores."""

from datetime import timedelta

import pytest

from scoring.judging.metrics.metric import Direction
from scoring.rules.standing import HISTORY, Score, Shown, order, rounded, standing
from tests.factories import NOW

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER


def score(number: int, value: float, minute: int | None = None) -> Score:
    moment = NOW + timedelta(minutes=number if minute is None else minute)
    return Score(number, value, moment, value - 0.1, value + 0.1)


def shown(values: list[float], direction: Direction = HIGHER, step: float | None = None) -> Shown:
    found = standing([score(number, value) for number, value in enumerate(values)], direction, step)
    assert found
    return found


def test_a_team_without_a_score_has_no_place() -> None:
    assert standing([], HIGHER) is None


def test_the_best_score_counts_with_its_bounds_and_all_are_entries() -> None:
    assert shown([0.5, 0.75, 0.625]) == Shown(
        value=0.75,
        order=-0.75,
        reached_at=NOW + timedelta(minutes=1),
        submission=1,
        low=0.65,
        high=0.85,
        entries=3,
        last_at=NOW + timedelta(minutes=2),
        history=(0.5, 0.75, 0.75),
    )


def test_where_less_is_better_the_least_counts() -> None:
    found = shown([3.0, 1.0, 2.0], LOWER)
    assert (found.value, found.order, found.history) == (1.0, 1.0, (3.0, 1.0, 1.0))


def test_of_equal_scores_the_first_counts() -> None:
    assert shown([0.5, 0.5]).submission == 0
    at_one_moment = [score(2, 0.5, minute=0), score(1, 0.5, minute=0)]
    found = standing(at_one_moment, HIGHER)
    assert found
    assert found.submission == 1


def test_the_order_in_which_they_are_judged_does_not_matter() -> None:
    scores = [score(number, value) for number, value in enumerate([0.5, 0.52, 0.75, 0.6, 0.75])]
    for step in (None, 0.05):
        assert standing(reversed(scores), HIGHER, step) == standing(scores, HIGHER, step)


def test_the_history_is_of_the_last_scores() -> None:
    values = [number / 100 for number in range(HISTORY + 10)]
    assert shown(values).history == tuple(values[10:])


class TestLadder:
    def test_only_a_gain_of_more_than_the_step_is_shown_and_rounded_to_it(self) -> None:
        found = shown([0.503, 0.512, 0.514, 0.609, 0.6], step=0.1)
        assert found.history == (0.5, 0.5, 0.5, 0.6, 0.6)
        assert (found.value, found.submission, found.entries) == (0.6, 3, 5)

    def test_a_gain_of_just_the_step_is_none(self) -> None:
        assert shown([0.5, 0.75], step=0.25).value == 0.5

    def test_its_bounds_would_tell_what_it_keeps(self) -> None:
        found = shown([0.503], step=0.1)
        assert (found.low, found.high) == (None, None)

    def test_where_less_is_better_too(self) -> None:
        assert shown([3.04, 2.96, 2.5], LOWER, 0.1).history == (3.0, 3.0, 2.5)


@pytest.mark.parametrize(
    ("value", "step", "near"),
    [(0.29, 0.01, 0.29), (0.294, 0.01, 0.29), (-0.26, 0.5, -0.5), (1e300, 0.01, 1e300), (1.7e308, 1e308, 1.7e308)],
)
def test_rounding_goes_by_decimals_and_stays_finite(value: float, step: float, near: float) -> None:
    assert rounded(value, step) == near


@pytest.mark.parametrize("direction", Direction)
def test_nothing_has_no_sign(direction: Direction) -> None:
    assert str(order(0.0, direction)) == "0.0"
