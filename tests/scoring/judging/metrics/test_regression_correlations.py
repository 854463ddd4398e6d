"""Order and correlation, against scipy and by counting pairs."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import stats

from scoring.judging.arrays import Booleans, Floats
from scoring.judging.metrics.metric import HostError, Metric
from scoring.judging.metrics.ranks import midranks
from scoring.judging.metrics.regression.concordance_index import CONCORDANCE_INDEX
from scoring.judging.metrics.regression.gini_normalized import GINI_NORMALIZED
from scoring.judging.metrics.regression.kendall import KENDALL
from scoring.judging.metrics.regression.mc_spearman import MC_SPEARMAN
from scoring.judging.metrics.regression.pearson import PEARSON
from scoring.judging.metrics.regression.spearman import SPEARMAN

CORRELATIONS = [(PEARSON, stats.pearsonr), (SPEARMAN, stats.spearmanr), (KENDALL, stats.kendalltau)]
SINGLE = [PEARSON, SPEARMAN, KENDALL, GINI_NORMALIZED]
FAULT = "All true values are equal. This metric needs true values that differ."


def columns(seed: int, size: int, *, tied: bool) -> tuple[Floats, Floats]:
    dice = np.random.default_rng(seed)
    target = dice.normal(size=size)
    prediction = target + dice.normal(size=size)
    return (np.round(target), np.round(prediction)) if tied else (target, prediction)


@pytest.mark.parametrize(("metric", "expected"), CORRELATIONS, ids=lambda value: getattr(value, "id", ""))
@pytest.mark.parametrize("size", [5, 30, 2000])
@pytest.mark.parametrize("tied", [False, True])
def test_correlations_equal_those_of_scipy(metric: Metric, expected: Callable[..., Any], size: int, tied: bool) -> None:
    target, prediction = columns(size, size, tied=tied)
    assert metric.value(target=target, prediction=prediction) == pytest.approx(
        expected(target, prediction).statistic, rel=1e-9
    )


@pytest.mark.parametrize("metric", SINGLE, ids=lambda metric: metric.id)
def test_two_rows_are_in_order_or_not(metric: Metric) -> None:
    target = np.array([1.0, 2.0])
    assert metric.value(target=target, prediction=np.array([5.0, 9.0])) == 1.0
    assert metric.value(target=target, prediction=np.array([9.0, 5.0])) == -1.0


@pytest.mark.parametrize("metric", SINGLE, ids=lambda metric: metric.id)
def test_equal_true_values_or_a_single_row_are_the_hosts_fault(metric: Metric) -> None:
    assert metric.answers_fault is not None
    assert metric.answers_fault(target=np.full(3, 0.1)) == FAULT
    assert "at least two" in str(metric.answers_fault(target=np.ones(1)))
    assert metric.answers_fault(target=np.array([1.0, 1.0, 1.5])) is None
    for target in (np.full(3, 0.1), np.ones(1)):
        with pytest.raises(HostError):
            metric.value(target=target, prediction=np.arange(len(target)) * 1.0)


@pytest.mark.parametrize("metric", [PEARSON, SPEARMAN, KENDALL], ids=lambda metric: metric.id)
def test_a_prediction_that_is_the_same_everywhere_scores_zero(metric: Metric) -> None:
    assert metric.value(target=np.array([1.0, 2.0, 4.0]), prediction=np.full(3, 0.1)) == 0.0


@pytest.mark.parametrize("offset", [1e8, -1e8, 1e12])
def test_pearson_keeps_its_digits_far_from_zero(offset: float) -> None:
    # Sixteenths, which are exact even beside 1e12.
    target, prediction = (np.round(16 * column) / 16 for column in columns(3, 1000, tied=False))
    near = PEARSON.value(target=target, prediction=prediction)
    assert PEARSON.value(target=target + offset, prediction=prediction - offset) == pytest.approx(near, rel=1e-12)


@pytest.mark.parametrize("unit", [1e-300, 1e-160, 1e160, 1e300])
def test_the_unit_of_the_predictions_does_not_change_pearson(unit: float) -> None:
    target, prediction = columns(4, 100, tied=False)
    near = PEARSON.value(target=target, prediction=prediction)
    assert PEARSON.value(target=target, prediction=prediction * unit) == pytest.approx(near, rel=1e-9)
    assert PEARSON.value(target=target * unit, prediction=prediction) == pytest.approx(near, rel=1e-9)


def test_the_influences_of_pearson_match_leaving_rows_out() -> None:
    target, prediction = columns(5, 4000, tied=False)
    assert PEARSON.influence is not None
    moved = PEARSON.influence(target=target, prediction=prediction)
    whole = PEARSON.value(target=target, prediction=prediction)
    left_out = [
        whole - PEARSON.value(target=np.delete(target, i), prediction=np.delete(prediction, i)) for i in range(50)
    ]
    assert moved.mean() == pytest.approx(0.0, abs=1e-12)
    assert moved[:50] / len(target) == pytest.approx(left_out, rel=0.05, abs=1e-6)
    assert PEARSON.influence(target=target, prediction=np.ones(4000)).tolist() == [0.0] * 4000


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize("values", [1, 3, 10**9])
def test_equal_values_share_the_mean_of_their_ranks(size: int, values: int) -> None:
    numbers = np.random.default_rng(size).integers(0, values, size).astype(float)
    assert midranks(numbers).tolist() == stats.rankdata(numbers).tolist()


def test_minus_zero_ranks_with_zero() -> None:
    assert midranks(np.array([0.0, -0.0, -1.0])).tolist() == [2.5, 2.5, 1.0]


def test_column_wise_spearman_is_the_mean_over_columns() -> None:
    dice = np.random.default_rng(6)
    target, prediction = dice.normal(size=(40, 3)), np.round(dice.normal(size=(40, 3)))
    expected = np.mean([stats.spearmanr(target[:, k], prediction[:, k]).statistic for k in range(3)])
    assert MC_SPEARMAN.value(target=target, prediction=prediction) == pytest.approx(expected, rel=1e-9)


def test_one_column_of_equal_true_values_is_the_hosts_fault() -> None:
    target = np.array([[1.0, 5.0], [2.0, 5.0]])
    assert MC_SPEARMAN.answers_fault is not None
    assert MC_SPEARMAN.answers_fault(target=target) == f"In a target column: a{FAULT[1:]}"
    assert MC_SPEARMAN.answers_fault(target=target[:, :1]) is None
    with pytest.raises(HostError):
        MC_SPEARMAN.value(target=target, prediction=target)


def kaggle_gini(target: Floats, prediction: Floats) -> float:
    """By the definition, share by share; equal predictions in the order given."""
    ordered = [true for _, true in sorted(zip(-prediction, target, strict=True), key=lambda pair: pair[0])]
    shares = np.cumsum(ordered) / np.sum(target)
    return float(shares.sum() - (len(target) + 1) / 2)


@pytest.mark.parametrize("seed", range(10))
def test_gini_follows_its_definition_with_ties_in_the_order_of_the_answers(seed: int) -> None:
    dice = np.random.default_rng(seed)
    target, prediction = dice.integers(0, 4, 60).astype(float), dice.integers(0, 9, 60) / 10
    expected = kaggle_gini(target, prediction) / kaggle_gini(target, target)
    assert GINI_NORMALIZED.value(target=target, prediction=prediction) == pytest.approx(expected, rel=1e-9)


def test_the_gini_of_tied_predictions_depends_on_the_order_of_the_answers() -> None:
    target = np.array([3.0, 1.0, 0.0])
    assert GINI_NORMALIZED.value(target=target, prediction=np.ones(3)) == 1.0
    assert GINI_NORMALIZED.value(target=target[::-1], prediction=np.ones(3)) == -1.0


def test_the_gini_of_two_classes_without_ties_is_twice_the_auc_less_one() -> None:
    dice = np.random.default_rng(8)
    target, prediction = (dice.random(500) < 0.2).astype(float), dice.random(500)
    positive = target == 1
    auc = np.mean(prediction[positive][:, np.newaxis] > prediction[~positive])
    assert GINI_NORMALIZED.value(target=target, prediction=prediction) == pytest.approx(2 * auc - 1, rel=1e-9)


def counted(time: Floats, event: Booleans, risk: Floats) -> tuple[float, int]:
    """Pair by pair: what is ordered right, with ties as half, and how many pairs compare."""
    right, pairs = 0.0, 0
    for i in np.flatnonzero(event):
        later = (time > time[i]) | ((time == time[i]) & ~event)
        right += float((risk[later] < risk[i]).sum() + (risk[later] == risk[i]).sum() / 2)
        pairs += int(later.sum())
    return right, pairs


@pytest.mark.parametrize("seed", range(40))
def test_the_concordance_index_equals_counting_every_pair(seed: int) -> None:
    dice = np.random.default_rng(seed)
    size = int(dice.integers(2, 70))
    time = dice.integers(0, dice.choice([5, 1000]), size).astype(float)
    event, risk = dice.random(size) < 0.6, dice.integers(0, dice.choice([4, 1000]), size).astype(float)
    event[np.argmin(time)], time[-1] = True, 2000.0
    right, pairs = counted(time, event, risk)
    value = CONCORDANCE_INDEX.value(time=time, event=event, prediction=risk)
    assert value == pytest.approx(right / pairs, rel=1e-12)


def test_at_one_time_an_event_compares_with_a_row_that_was_only_watched_and_not_with_another_event() -> None:
    time, risk = np.array([4.0, 4.0]), np.array([2.0, 1.0])
    compared = CONCORDANCE_INDEX.value(time=time, event=np.array([True, False]), prediction=risk)
    assert compared == 1.0
    for event in ([True, True], [False, False]):
        with pytest.raises(HostError, match="no two rows can be compared"):
            CONCORDANCE_INDEX.value(time=time, event=np.array(event), prediction=risk)


def test_answers_with_something_to_compare_are_accepted() -> None:
    assert CONCORDANCE_INDEX.answers_fault is not None
    assert CONCORDANCE_INDEX.answers_fault(time=np.array([1.0, 2.0]), event=np.array([True, False])) is None
    assert CONCORDANCE_INDEX.answers_fault(time=np.ones(1), event=np.ones(1, dtype=bool)) is not None


def test_one_risk_for_all_is_right_half_of_the_time() -> None:
    dice = np.random.default_rng(9)
    time, event = dice.random(100_000), dice.random(100_000) < 0.5
    assert CONCORDANCE_INDEX.value(time=time, event=event, prediction=np.zeros(100_000)) == 0.5
    assert CONCORDANCE_INDEX.value(time=time, event=event, prediction=-time) == 1.0
    assert CONCORDANCE_INDEX.value(time=time, event=event, prediction=time) == 0.0


def test_small_units_of_both_columns_together_do_not_change_pearson() -> None:
    target, prediction = np.array([5e-64, -5e-64, 1e-64]), np.array([1e-99, 4e-100, 2e-100])
    expected = PEARSON.value(target=target * 1e64, prediction=prediction * 1e99)
    assert PEARSON.value(target=target, prediction=prediction) == pytest.approx(expected, rel=1e-9)
