"""Errors row by row, and what is made of them, against scikit-learn and by hand."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from sklearn import metrics as reference

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import HostError, Metric
from scoring.judging.metrics.parameters import ParameterError
from scoring.judging.metrics.regression.mae import MAE
from scoring.judging.metrics.regression.mape import MAPE
from scoring.judging.metrics.regression.max_error import MAX_ERROR
from scoring.judging.metrics.regression.mcrmse import MCRMSE
from scoring.judging.metrics.regression.medae import MEDAE
from scoring.judging.metrics.regression.mse import MSE
from scoring.judging.metrics.regression.pinball import PINBALL
from scoring.judging.metrics.regression.r2 import R2
from scoring.judging.metrics.regression.rmse import RMSE
from scoring.judging.metrics.regression.rmsle import RMSLE
from scoring.judging.metrics.regression.smape import SMAPE
from scoring.judging.metrics.regression.wmae import WMAE

Reference = Callable[[Floats, Floats], float]
SAME: list[tuple[Metric, Reference]] = [
    (RMSE, reference.root_mean_squared_error),
    (MSE, reference.mean_squared_error),
    (MAE, reference.mean_absolute_error),
    (MEDAE, reference.median_absolute_error),
    (MAX_ERROR, reference.max_error),
    (RMSLE, reference.root_mean_squared_log_error),
    (MAPE, reference.mean_absolute_percentage_error),
    (R2, reference.r2_score),
]


def columns(size: int, offset: float = 0.0) -> tuple[Floats, Floats]:
    dice = np.random.default_rng(size)
    target = offset + dice.gamma(2.0, 10.0, size) + 1e-3
    return target, np.abs(target + dice.normal(0.0, 5.0, size))


@pytest.mark.parametrize(("metric", "expected"), SAME, ids=lambda value: getattr(value, "id", ""))
@pytest.mark.parametrize("size", [2, 3, 10, 1001])
@pytest.mark.parametrize("offset", [0.0, 1e8])
def test_scores_equal_those_of_scikit_learn(metric: Metric, expected: Reference, size: int, offset: float) -> None:
    target, prediction = columns(size, offset)
    assert metric.value(target=target, prediction=prediction) == pytest.approx(expected(target, prediction), rel=1e-9)


@pytest.mark.parametrize("alpha", [0.01, 0.5, 0.9])
def test_pinball_equals_that_of_scikit_learn(alpha: float) -> None:
    target, prediction = columns(101)
    expected = reference.mean_pinball_loss(target, prediction, alpha=alpha)
    assert PINBALL.value(target=target, prediction=prediction, alpha=alpha) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("alpha", [0.0, 1.0, -0.1, 1.5])
def test_a_quantile_lies_strictly_between_0_and_1(alpha: float) -> None:
    with pytest.raises(ParameterError, match="alpha must be more than 0 and less than 1"):
        PINBALL.settle({"alpha": alpha})


def test_being_too_low_costs_alpha_and_being_too_high_the_rest() -> None:
    low, high = np.array([9.0]), np.array([11.0])
    assert PINBALL.value(target=np.array([10.0]), prediction=low, alpha=0.9) == pytest.approx(0.9)
    assert PINBALL.value(target=np.array([10.0]), prediction=high, alpha=0.9) == pytest.approx(0.1)


def test_weighted_errors_equal_those_of_scikit_learn() -> None:
    target, prediction = columns(101)
    weight = np.random.default_rng(1).integers(0, 6, 101).astype(float)
    expected = reference.mean_absolute_error(target, prediction, sample_weight=weight)
    assert WMAE.value(target=target, prediction=prediction, weight=weight) == pytest.approx(expected, rel=1e-9)


def test_weights_near_the_end_of_floats_weigh_like_small_ones() -> None:
    target, prediction = np.zeros(3), np.array([1.0, 2.0, 3.0])
    weight = np.array([1.0, 1.0, 0.5])
    assert WMAE.value(target=target, prediction=prediction, weight=weight * 1.7e308) == pytest.approx(1.8)
    assert WMAE.value(target=target, prediction=prediction, weight=weight * 1e-300) == pytest.approx(1.8)


def test_a_row_without_weight_does_not_count_however_far_off() -> None:
    columns = {"target": np.array([1.0, -1.7e308]), "prediction": np.array([3.0, 1.7e308])}
    assert WMAE.value(weight=np.array([4.0, 0.0]), **columns) == 2.0


def test_weights_that_are_all_zero_are_the_hosts_fault() -> None:
    answers = {"target": np.ones(2), "weight": np.zeros(2)}
    with pytest.raises(HostError, match="All weights are 0"):
        WMAE.value(prediction=np.ones(2), **answers)
    assert WMAE.answers_fault is not None
    assert WMAE.answers_fault(**answers) == "All weights are 0. At least one row must count."
    assert WMAE.answers_fault(target=np.ones(2), weight=np.array([0.0, 1.0])) is None


@pytest.mark.parametrize(("errors", "middle"), [([3.0, 1.0, 2.0], 2.0), ([4.0, -1.0, 2.0, -100.0], 3.0), ([7.0], 7.0)])
def test_the_median_of_an_even_number_is_the_mean_of_the_middle_two(errors: list[float], middle: float) -> None:
    assert MEDAE.value(target=np.zeros(len(errors)), prediction=np.array(errors)) == middle


def test_negative_numbers_do_not_fit_logarithmic_errors() -> None:
    assert [role.low for role in RMSLE.roles] == [0.0, 0.0]


def test_a_true_value_of_zero_has_no_percentage_error() -> None:
    with pytest.raises(HostError, match="A true value is 0"):
        MAPE.value(target=np.array([1.0, -0.0]), prediction=np.ones(2))


def test_true_values_below_the_smallest_step_count_as_that_step() -> None:
    expected = reference.mean_absolute_percentage_error([1e-300], [1.0])
    assert MAPE.value(target=np.array([1e-300]), prediction=np.ones(1)) == pytest.approx(expected, rel=1e-9)


def test_symmetric_percentages_by_hand() -> None:
    target, prediction = np.array([0.0, 0.0, -5.0, 3.0, 10.0]), np.array([0.0, 1e-9, 5.0, 1.0, 10.0])
    assert SMAPE.value(target=target, prediction=prediction) == pytest.approx((0 + 200 + 200 + 100 + 0) / 5, rel=1e-9)


def test_symmetric_percentages_of_huge_numbers_stay_finite() -> None:
    target, prediction = np.array([1.7e308, 1.7e308]), np.array([-1.7e308, 1.7e308])
    assert SMAPE.value(target=target, prediction=prediction) == 100.0


def test_column_wise_errors_equal_those_of_scikit_learn() -> None:
    dice = np.random.default_rng(4)
    target, prediction = dice.normal(size=(50, 3)) * [1, 10, 100], dice.normal(size=(50, 3))
    expected = reference.root_mean_squared_error(target, prediction, multioutput="uniform_average")
    assert MCRMSE.value(target=target, prediction=prediction) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("target", [np.full(3, 0.1), np.array([4.0])])
def test_true_values_that_are_all_equal_leave_r2_undefined(target: Floats) -> None:
    with pytest.raises(HostError):
        R2.value(target=target, prediction=target)


@pytest.mark.parametrize("unit", [1e-300, 1e-200, 1e-60, 1e60, 1e200, 1e300])
def test_the_unit_of_the_target_does_not_change_r2(unit: float) -> None:
    target, prediction = np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.5, 2.0, 2.0, 4.0])
    assert R2.value(target=target * unit, prediction=prediction * unit) == pytest.approx(0.75, rel=1e-9)


def test_r2_keeps_its_digits_far_from_zero() -> None:
    target, prediction = np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.5, 2.0, 2.0, 4.0])
    assert R2.value(target=target + 1e8, prediction=prediction + 1e8) == 0.75


def test_predictions_far_beyond_the_target_make_r2_minus_infinity_and_not_nan() -> None:
    assert R2.value(target=np.array([1e-300, 2e-300]), prediction=np.array([1e300, 0.0])) == -math.inf


def test_the_influences_of_r2_match_leaving_rows_out() -> None:
    target, prediction = columns(4000)
    assert R2.influence is not None
    moved = R2.influence(target=target, prediction=prediction)
    whole = R2.value(target=target, prediction=prediction)
    left_out = [whole - R2.value(target=np.delete(target, i), prediction=np.delete(prediction, i)) for i in range(50)]
    assert moved.mean() == pytest.approx(0.0, abs=1e-12)
    assert moved[:50] / len(target) == pytest.approx(left_out, rel=0.05, abs=1e-6)


@pytest.mark.parametrize("metric", [RMSE, MSE, MAE, MEDAE, MAX_ERROR], ids=lambda metric: metric.id)
def test_errors_beyond_the_range_of_floats_are_infinite_and_not_nan(metric: Metric) -> None:
    assert metric.value(target=np.array([-1.7e308]), prediction=np.array([1.7e308])) == math.inf
