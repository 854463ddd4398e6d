"""Log loss over classes and over columns, and Kullback–Leibler divergence."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.stats import entropy
from sklearn.metrics import log_loss

from scoring.judging.arrays import Array, Codes, Floats
from scoring.judging.metrics.metric import Fault, Metric, UndefinedError
from scoring.judging.metrics.probabilities.kl_divergence import KL_DIVERGENCE
from scoring.judging.metrics.probabilities.mc_logloss import MC_LOGLOSS
from scoring.judging.metrics.probabilities.multi_logloss import MULTI_LOGLOSS
from scoring.judging.problems import Category


def multi(target: list[int], prediction: list[list[float]]) -> float:
    codes: Codes = np.array(target, dtype=np.int32)
    return MULTI_LOGLOSS.value(target=codes, prediction=np.array(prediction, dtype=np.float64))


def shares(dice: np.random.Generator, rows: int, classes: int) -> Floats:
    drawn: Floats = dice.dirichlet(np.ones(classes), rows)
    return drawn


def test_the_published_value_is_reproduced() -> None:
    positive = [0.5, 0.1, 0.01, 0.9, 0.75, 0.001]
    loss = multi([1, 1, 1, 0, 0, 0], [[1 - probability, probability] for probability in positive])
    assert loss == pytest.approx(1.881797068998267, rel=1e-14)


@pytest.mark.parametrize(("rows", "classes"), [(1, 2), (7, 3), (2000, 10), (50, 200)])
@pytest.mark.parametrize("layout", ["C", "F"])
def test_rows_are_divided_by_their_sums_first(rows: int, classes: int, layout: str) -> None:
    dice = np.random.default_rng(classes)
    target = dice.integers(0, classes, rows).astype(np.int32)
    given = shares(dice, rows, classes)
    unscaled = np.array(given * dice.uniform(0.01, 100, (rows, 1)), order="C" if layout == "C" else "F")
    loss = MULTI_LOGLOSS.value(target=target, prediction=unscaled)
    assert loss == pytest.approx(log_loss(target, given, labels=range(classes)), rel=1e-9)


def test_a_row_is_divided_before_it_is_clipped() -> None:
    assert multi([0], [[1e-20, 1e-20]]) == pytest.approx(math.log(2), rel=1e-12)
    assert multi([0], [[1e-10, 1e10]]) == pytest.approx(-math.log(1e-15), rel=1e-12)


@pytest.mark.parametrize("size", [5e-324, 1e-300, 1e300, 1.7e308])
def test_rows_of_any_size_have_a_score(size: float) -> None:
    assert multi([1, 0], [[size, size], [0.5, 0.5]]) == pytest.approx(math.log(2), rel=1e-12)


def test_a_row_of_zeros_is_refused() -> None:
    target, prediction = np.array([0, 1, 0], dtype=np.int32), np.array([[0.0, 0.0], [0.2, 0.8], [0.0, -0.0]])
    assert MULTI_LOGLOSS.faults is not None
    (fault,) = MULTI_LOGLOSS.faults(target=target, prediction=prediction)
    assert (fault.category, fault.places.tolist()) == (Category.ROW_SUM, [0, 2])
    assert "all 0" in fault.message
    assert not list(MULTI_LOGLOSS.faults(target=target, prediction=prediction + 1))
    with pytest.raises(UndefinedError, match="all 0"):
        MULTI_LOGLOSS.value(target=target, prediction=prediction)


def test_certainty_is_best_when_right_and_worst_when_wrong() -> None:
    assert multi([0, 2], [[1, 0, 0], [0, 0, 5]]) == pytest.approx(MULTI_LOGLOSS.best, abs=1e-14)
    assert multi([0], [[0, 1, 0]]) == MULTI_LOGLOSS.worst


def test_the_example_of_multi_logloss_is_right() -> None:
    value = multi([2, 1, 0], [[1, 1, 2], [0.2, 0.6, 0.2], [0, 0.5, 0.5]])
    assert value == pytest.approx(MULTI_LOGLOSS.example.value, rel=1e-12)


@settings(deadline=None)
@given(
    some.lists(some.tuples(some.integers(0, 2), some.lists(some.floats(0, 1e9), min_size=3, max_size=3)), min_size=1)
)
def test_multi_logloss_is_the_definition_row_by_row(rows: list[tuple[int, list[float]]]) -> None:
    rows = [(code, row) for code, row in rows if sum(row)] or [(0, [1.0, 1.0, 1.0])]
    given = [min(max(row[code] / sum(row), 1e-15), 1 - 1e-15) for code, row in rows]
    expected = -math.fsum(math.log(share) for share in given) / len(rows)
    value = multi([code for code, _ in rows], [row for _, row in rows])
    assert value == pytest.approx(expected, rel=1e-9, abs=1e-14)


def test_mean_columnwise_log_loss_equals_that_of_scikit_learn() -> None:
    dice = np.random.default_rng(3)
    target, prediction = dice.random((500, 4)) < 0.3, dice.random((500, 4))
    columns = zip(target.T, prediction.T, strict=True)
    expected = np.mean([log_loss(true, given, labels=[False, True]) for true, given in columns])
    assert MC_LOGLOSS.value(target=target, prediction=prediction) == pytest.approx(expected, rel=1e-9)


def test_mean_columnwise_log_loss_is_clipped_and_needs_no_second_class() -> None:
    target = np.array([[True, False], [True, False]])
    assert MC_LOGLOSS.value(target=target, prediction=target.astype(np.float64)) == pytest.approx(0, abs=1e-14)
    value = MC_LOGLOSS.value(target=target, prediction=(~target).astype(np.float64))
    assert value == pytest.approx((34.538776394910684 + 34.53957599234088) / 2, rel=1e-12)
    zeros = np.zeros((1, 1), dtype=np.bool_)
    assert MC_LOGLOSS.value(target=zeros, prediction=np.ones((1, 1))) == MC_LOGLOSS.worst


def test_the_example_of_mc_logloss_is_right() -> None:
    target = np.array([[1, 0], [0, 1], [1, 1]], dtype=np.bool_)
    prediction = np.array([[0.8, 0.5], [0.5, 0.4], [1, 0.8]])
    value = MC_LOGLOSS.value(target=target, prediction=prediction)
    assert value == pytest.approx(MC_LOGLOSS.example.value, rel=1e-12)


@pytest.mark.parametrize("rows", [1, 500])
def test_divergence_equals_the_relative_entropy_of_scipy(rows: int) -> None:
    dice = np.random.default_rng(rows)
    target, prediction = shares(dice, rows, 6), shares(dice, rows, 6)
    expected = entropy(target, prediction, axis=1).mean()
    assert KL_DIVERGENCE.value(target=target, prediction=prediction) == pytest.approx(expected, rel=1e-9)


def test_divergence_of_absent_classes_is_0_and_of_certain_misses_finite() -> None:
    target = np.array([[1.0, 0.0]])
    assert KL_DIVERGENCE.value(target=target, prediction=np.array([[0.5, 0.5]])) == pytest.approx(math.log(2))
    assert KL_DIVERGENCE.value(target=target, prediction=target) == pytest.approx(KL_DIVERGENCE.best, abs=1e-14)
    assert KL_DIVERGENCE.value(target=target, prediction=1 - target) == KL_DIVERGENCE.worst


def kl_faults(prediction: Floats) -> list[Fault]:
    assert KL_DIVERGENCE.faults is not None
    return list(KL_DIVERGENCE.faults(target=np.full_like(prediction, 0.5), prediction=prediction))


def test_predictions_must_sum_to_1_in_each_row() -> None:
    (fault,) = kl_faults(np.array([[0.5, 0.5], [0.5, 0.6], [0.5, 0.5 - 2e-6], [0.5, 0.5 + 9e-7]]))
    assert (fault.category, fault.places.tolist()) == (Category.ROW_SUM, [1, 2])
    assert not kl_faults(np.array([[0.5, 0.5], [1 / 3, 2 / 3]]))


def test_true_shares_must_sum_to_1_in_each_row() -> None:
    assert KL_DIVERGENCE.answers_fault is not None
    assert KL_DIVERGENCE.answers_fault(target=np.array([[0.25, 0.75]])) is None
    assert "do not sum to 1" in str(KL_DIVERGENCE.answers_fault(target=np.array([[0.25, 0.75], [0.25, 0.25]])))


def test_the_example_of_divergence_is_right() -> None:
    target, prediction = np.array([[0.5, 0.5], [1, 0], [0.5, 0.5]]), np.array([[0.5, 0.5], [0.8, 0.2], [0.8, 0.2]])
    value = KL_DIVERGENCE.value(target=target, prediction=prediction)
    assert value == pytest.approx(KL_DIVERGENCE.example.value, rel=1e-12)


def test_row_order_changes_nothing() -> None:
    dice = np.random.default_rng(8)
    order, given = dice.permutation(300), shares(dice, 300, 5)
    truths: dict[Metric, Array] = {
        MULTI_LOGLOSS: dice.integers(0, 5, 300).astype(np.int32),
        MC_LOGLOSS: dice.random((300, 5)) < 0.5,
        KL_DIVERGENCE: shares(dice, 300, 5),
    }
    for metric, target in truths.items():
        value = metric.value(target=target, prediction=given)
        assert metric.value(target=target[order], prediction=given[order]) == pytest.approx(value, rel=1e-12)
