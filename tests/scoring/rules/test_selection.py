"""Which submission decides, told by hand."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competition.models.competitions import SelectionMode
from scoring.judging.metrics.metric import Direction
from scoring.rules.selection import Candidate, Way, select
from tests.factories import NOW

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
BEST_PICK, NEWEST, BEST_EVER = SelectionMode.BEST_PICK, SelectionMode.NEWEST, SelectionMode.BEST_EVER


def sent(number: int, public: float, private: float | None, *, picked: bool = False) -> Candidate:
    return Candidate(number, public, private, NOW + timedelta(minutes=number), picked)


def chosen(
    counted: list[Candidate], mode: SelectionMode = BEST_PICK, picks: int = 2, direction: Direction = HIGHER
) -> tuple[int, list[int], bool] | None:
    selection = select(counted, Way(mode, picks, direction))
    if selection is None:
        return None
    return selection.decides.submission, [one.submission for one in selection.candidates], selection.automatic


def test_the_better_of_two_picks_on_the_private_rows_decides() -> None:
    counted = [sent(1, 0.9, 0.5, picked=True), sent(2, 0.8, 0.6, picked=True), sent(3, 0.95, 0.99)]
    assert chosen(counted) == (2, [2, 1], False)
    assert chosen(counted, direction=LOWER) == (1, [1, 2], False)


def test_one_pick_stands_alone_though_two_were_allowed() -> None:
    """As on Kaggle: only who picked nothing is helped out."""
    assert chosen([sent(1, 0.9, 0.9), sent(2, 0.1, 0.1, picked=True)]) == (2, [2], False)


def test_without_picks_the_best_public_ones_stand_in() -> None:
    counted = [sent(1, 0.7, 0.9), sent(2, 0.9, 0.3), sent(3, 0.8, 0.4)]
    assert chosen(counted) == (3, [3, 2], True)
    assert chosen(counted, picks=1) == (2, [2], True)
    assert chosen(counted, direction=LOWER) == (3, [3, 1], True)


def test_what_stands_in_never_depends_on_private_scores() -> None:
    twins = [[sent(1, 0.7, one), sent(2, 0.9, two), sent(3, 0.8, three)] for one, two, three in ((1, 2, 3), (3, 2, 1))]
    compared = [sorted(found[1]) for counted in twins if (found := chosen(counted))]
    assert compared == [[2, 3], [2, 3]]


def test_equal_scores_go_by_the_earlier_on_full_precision() -> None:
    assert chosen([sent(2, 0.5, 0.25, picked=True), sent(1, 0.5, 0.25, picked=True)]) == (1, [1, 2], False)
    nearly = 0.25 + 2**-54
    assert chosen([sent(1, 0.5, 0.25, picked=True), sent(2, 0.5, nearly, picked=True)], direction=LOWER) == (
        (1, [1, 2], False)
    )
    assert chosen([sent(1, 0.5, 0.25, picked=True), sent(2, 0.5, 0.25 + 2**-53, picked=True)]) == (2, [2, 1], False)


@pytest.mark.parametrize("direction", [HIGHER, LOWER])
def test_no_private_score_is_worse_than_any(direction: Direction) -> None:
    counted = [sent(1, 0.9, None, picked=True), sent(2, 0.1, -1e300, picked=True)]
    assert chosen(counted, direction=direction) == (2, [2, 1], False)
    assert chosen([sent(1, 0.9, None)], direction=direction) == (1, [1], True)


def test_the_newest_decides_even_if_it_is_worse() -> None:
    counted = [sent(3, 0.1, 0.1), sent(1, 0.9, 0.9, picked=True), sent(2, 0.9, 0.9)]
    assert chosen(counted, NEWEST) == (3, [3], False)


def test_the_best_ever_decides_whatever_was_picked() -> None:
    counted = [sent(1, 0.1, 0.9), sent(2, 0.9, 0.8, picked=True), sent(3, 0.5, None)]
    assert chosen(counted, BEST_EVER) == (1, [1, 2, 3], False)


@pytest.mark.parametrize("mode", list(SelectionMode))
def test_who_sent_nothing_that_counts_has_nothing(mode: SelectionMode) -> None:
    assert chosen([], mode) is None


values = st.sampled_from([None, 0.0, 0.25, 0.5, 0.5 + 2**-53, 1.0])


@given(
    st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.0]), values, st.booleans()), max_size=8),
    st.sampled_from(list(SelectionMode)),
    st.integers(1, 3),
    st.sampled_from([HIGHER, LOWER]),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_rows_are_read_changes_nothing(rows, mode, picks, direction, random) -> None:  # type: ignore[no-untyped-def]
    counted = [sent(number, public, private, picked=picked) for number, (public, private, picked) in enumerate(rows)]
    shuffled = random.sample(counted, len(counted))
    assert chosen(shuffled, mode, picks, direction) == chosen(counted, mode, picks, direction)
