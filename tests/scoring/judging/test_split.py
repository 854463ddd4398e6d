import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.judging.split import codes_of, quantile_bins, random_order, split, whole_numbers

SHARES = (0.7, 0.09, 0.21)
SEEDS = st.integers(0, 2**63 - 1)
SHARE_LISTS = st.lists(st.floats(0.05, 1), min_size=1, max_size=4)
LABELS = st.lists(st.integers(0, 6), min_size=1, max_size=300).map(np.array)


def test_a_seed_gives_the_same_cut_for_good() -> None:
    assert random_order(8, 4).tolist() == [5, 1, 7, 6, 4, 3, 0, 2]
    assert random_order(8, 4, purpose=1).tolist() == [5, 7, 2, 3, 4, 6, 0, 1]
    parts, rows = (0.5, 0.25, 0.25), np.arange(12)
    assert split(12, parts, 2026).tolist() == [0, 0, 2, 0, 1, 2, 1, 2, 0, 0, 1, 0]
    assert split(12, parts, 2026, strata=rows % 2).tolist() == [0, 0, 2, 1, 1, 2, 1, 2, 0, 0, 0, 0]
    assert split(12, parts, 2026, groups=rows // 2).tolist() == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 0, 0]


def test_shares_are_met_to_the_row() -> None:
    assert np.bincount(split(1_000, SHARES, 1)).tolist() == [700, 90, 210]
    assert np.bincount(split(10, (0.7, 0.3), 1)).tolist() == [7, 3]


def test_a_class_of_a_few_rows_is_in_every_part() -> None:
    labels = np.array(["common"] * 1_000 + ["rare"] * 5)
    rare = split(1_005, SHARES, 3, strata=labels)[-5:]
    assert sorted(rare.tolist()) == [0, 0, 0, 1, 2]


def test_rounding_over_many_classes_evens_out() -> None:
    sizes = np.full(77, 15)  # 10.5, 1.35 and 3.15 of each
    assert np.abs(whole_numbers(sizes, np.array(SHARES)).sum(axis=0) - 1_155 * np.array(SHARES)).max() < 1


def test_bins_hold_about_as_many_rows_each_and_equal_numbers_stay_together() -> None:
    assert np.bincount(quantile_bins(np.arange(100.0)[::-1], 5)).tolist() == [20] * 5
    assert quantile_bins(np.array([3.0, 1.0, 1.0, 1.0]), 2).tolist() == [1, 0, 0, 0]
    assert quantile_bins(np.array([]), 4).tolist() == []


def test_no_rows_are_cut_into_nothing() -> None:
    assert split(0, SHARES, 1).tolist() == []
    assert split(0, SHARES, 1, groups=np.array([], int)).tolist() == []


@pytest.mark.parametrize("shares", [(), (0.5, 0.0), (0.5, -0.1), (float("nan"),), (float("inf"), 1.0)])
def test_shares_that_are_none_are_refused(shares: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="more than 0"):
        split(10, shares, 1)


@given(LABELS, SHARE_LISTS, SEEDS)
def test_each_part_has_its_share_of_each_class_within_one_row(
    labels: np.ndarray[tuple[int], np.dtype[np.int64]], shares: list[float], seed: int
) -> None:
    codes = split(len(labels), shares, seed, strata=labels)
    wanted = np.array(shares) / sum(shares)
    for label in np.unique(labels):
        counts = np.bincount(codes[labels == label], minlength=len(shares))
        exact = wanted * (labels == label).sum()
        assert len(counts) == len(shares)
        assert np.abs(counts - exact).max() < 1 + 1e-6
        assert (counts[exact >= 1] > 0).all()


@given(LABELS, SHARE_LISTS, SEEDS)
def test_no_group_straddles_and_parts_miss_their_share_by_few_groups(
    groups: np.ndarray[tuple[int], np.dtype[np.int64]], shares: list[float], seed: int
) -> None:
    codes = split(len(groups), shares, seed, groups=groups)
    assert all(len({*codes[groups == group].tolist()}) == 1 for group in np.unique(groups))
    largest = np.bincount(codes_of(groups)).max()
    counts = np.bincount(codes, minlength=len(shares))
    exact = np.array(shares) / sum(shares) * len(groups)
    assert (counts - exact).max() <= largest
    assert (exact - counts).max() <= largest * max(len(shares) - 1, 0) + 1e-6


def test_no_part_stays_empty_while_there_are_groups() -> None:
    codes = split(9, SHARES, 2, groups=np.arange(9) // 3)
    assert np.bincount(codes).tolist() == [3, 3, 3]


def test_many_small_groups_meet_the_shares_and_keep_the_classes_even() -> None:
    dice = np.random.default_rng(5)
    groups = dice.integers(0, 400, 4_000)
    labels = np.where(dice.random(4_000) < 0.2, "ill", "well")
    codes = split(4_000, SHARES, 8, strata=labels, groups=groups)
    assert np.abs(np.bincount(codes) / 4_000 - SHARES).max() < 0.01
    ill = np.bincount(codes[labels == "ill"]) / np.bincount(codes)
    assert np.abs(ill - (labels == "ill").mean()).max() < 0.02


@given(st.integers(1, 200), SEEDS, st.booleans(), st.booleans())
def test_the_same_seed_gives_the_same_cut(rows: int, seed: int, stratified: bool, grouped: bool) -> None:
    strata = np.arange(rows) % 3 if stratified else None
    groups = np.arange(rows) % 7 if grouped else None
    cuts = [split(rows, SHARES, seed, strata, groups).tolist() for _ in range(2)]
    assert cuts[0] == cuts[1]
    assert len(cuts[0]) == rows
    assert {*cuts[0]} <= {0, 1, 2}


@given(SEEDS, SEEDS)
def test_different_seeds_differ(one: int, other: int) -> None:
    same = split(300, (0.5, 0.5), one).tolist() == split(300, (0.5, 0.5), other).tolist()
    assert same is (one == other)
