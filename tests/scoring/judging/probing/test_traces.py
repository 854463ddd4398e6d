"""Which files look as if they were made to ask."""

from collections import Counter

import numpy as np
import pytest

from scoring.judging.probing.traces import few_changed, likeness, log_odds, shared_slips, weighted_rows
from tests.scoring.judging.probing.attacks import log_odds_files
from tests.scoring.judging.probing.files import HONEST, PROBES, ROWS, Sent, arrays, share

NIGHTLY = pytest.mark.nightly


@pytest.mark.parametrize("each", [30, pytest.param(143, marks=NIGHTLY)])  # 1,001 in all
def test_nineteen_of_twenty_probes_are_seen(each: int) -> None:
    dice = np.random.default_rng(20_261_121)
    seen = {make.__name__: sum(make(dice).looks_like_a_probe for _ in range(each)) for make in PROBES}
    assert sum(seen.values()) >= 0.95 * each * len(PROBES), seen
    assert min(seen.values()) >= 0.85 * each, seen


@pytest.mark.parametrize("each", [50, pytest.param(1_000, marks=NIGHTLY)])  # 5,000 in all
def test_at_most_one_honest_file_of_a_hundred_is(each: int) -> None:
    dice = np.random.default_rng(20_261_121)
    taken: Counter[str] = Counter()
    for make in HONEST:
        taken[make.__name__] += sum(make(dice).looks_like_a_probe for _ in range(each))
    assert taken.total() <= 0.01 * each * len(HONEST), taken


def test_the_log_loss_attack_is_seen_in_each_of_its_files() -> None:
    files = [file for _, file in log_odds_files(ROWS, 34.5, 9)]
    assert [weighted_rows(arrays(file)) for file in files] == [9] * len(files)


@pytest.mark.parametrize("digits", [6, 9])
def test_weights_written_with_few_decimals_are_seen(digits: int) -> None:
    (_, file), *_ = log_odds_files(ROWS, 10.0, 6)
    assert weighted_rows(arrays(np.round(file, digits))) == 6


def test_three_rows_of_their_own_are_no_weights() -> None:
    file = np.full(ROWS, 0.5)
    file[:3] = [0.9, 0.7, 0.6]
    assert weighted_rows(arrays(file)) == 0


def test_weights_in_one_of_many_columns_are_seen() -> None:
    (_, file), *_ = log_odds_files(ROWS, 30.0, 8)
    assert weighted_rows(arrays(np.column_stack([np.full(ROWS, 0.2), file]))) == 8


def test_labels_and_texts_carry_no_weights() -> None:
    assert weighted_rows(arrays(np.arange(ROWS, dtype=np.int32))) == 0
    assert weighted_rows(arrays(np.array(["a"] * ROWS, dtype=object))) == 0


@pytest.mark.parametrize(("changed", "told"), [(0, 0), (1, 1), (2, 2), (3, 0)])
def test_two_changed_rows_are_few_and_three_are_not(changed: int, told: int) -> None:
    before = share(np.linspace(-3, 3, ROWS))
    after = before.copy()
    after[:changed] += 0.1
    assert few_changed(arrays(after), arrays(before)) == told


def test_rows_are_counted_once_over_all_columns() -> None:
    before = {"mean": np.zeros(ROWS), "spread": np.ones((ROWS, 2))}
    after = {name: array.copy() for name, array in before.items()}
    after["mean"][7] = after["spread"][7, 1] = 5.0
    assert few_changed(after, before) == 1


def test_a_rescaled_copy_is_as_like_as_the_file_itself() -> None:
    file = share(np.random.default_rng(1).normal(0, 1, ROWS))
    assert likeness(arrays(file), arrays(3 * file**2 + 1)) == pytest.approx(1)
    assert likeness(arrays(file), arrays(1 - file)) == 0
    assert likeness(arrays(np.full(ROWS, 0.5)), arrays(np.full(ROWS, 0.5))) == 0


def test_good_models_that_agree_are_no_copies_of_each_other() -> None:
    truth = np.arange(ROWS, dtype=np.int32) % 3
    assert not Sent(truth.copy(), [], [truth.copy()], truth).is_a_copy
    wrong = truth.copy()
    wrong[:10] = 7
    assert shared_slips(wrong, wrong, truth) == 10
    assert Sent(wrong, [], [wrong.copy()], truth).is_a_copy


def test_log_odds_of_certainty_are_finite() -> None:
    assert np.isfinite(log_odds(np.array([0.0, 1.0]))).all()
