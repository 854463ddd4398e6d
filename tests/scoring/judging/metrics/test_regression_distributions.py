"""Counts, predicted distributions and stated uncertainties, against scikit-learn, by integration and by hand."""

import math

import numpy as np
import pytest
from scipy import integrate, stats
from sklearn.metrics import mean_poisson_deviance

from scoring.judging.arrays import Floats
from scoring.judging.metrics.regression.crps_cdf import CRPS_CDF
from scoring.judging.metrics.regression.crps_gaussian import CRPS_GAUSSIAN
from scoring.judging.metrics.regression.laplace_ll import LAPLACE_LL
from scoring.judging.metrics.regression.poisson_deviance import POISSON_DEVIANCE
from scoring.judging.problems import Category


@pytest.mark.parametrize("size", [1, 2, 1000])
def test_the_poisson_deviance_equals_that_of_scikit_learn(size: int) -> None:
    dice = np.random.default_rng(size)
    target, prediction = dice.poisson(2.0, size).astype(float), dice.gamma(2.0, 1.0, size)
    expected = mean_poisson_deviance(target, prediction)
    assert POISSON_DEVIANCE.value(target=target, prediction=prediction) == pytest.approx(expected, rel=1e-9)


def test_where_nothing_happened_the_deviance_is_twice_the_prediction() -> None:
    assert POISSON_DEVIANCE.value(target=np.array([0.0, -0.0]), prediction=np.array([0.25, 0.25])) == 0.5


def test_a_deviance_is_never_negative() -> None:
    target = np.random.default_rng(2).gamma(2.0, 10.0, 1000)
    assert POISSON_DEVIANCE.value(target=target, prediction=target) == 0.0
    assert POISSON_DEVIANCE.rows is not None
    assert POISSON_DEVIANCE.rows(target=target, prediction=np.nextafter(target, 99.0)).min() == 0.0


@pytest.mark.parametrize(("target", "prediction"), [(1e-300, 1e300), (1e300, 1e-5)])
def test_a_deviance_between_far_apart_numbers_stays_right(target: float, prediction: float) -> None:
    expected = 2 * (target * (math.log(target) - math.log(prediction)) - target + prediction)
    value = POISSON_DEVIANCE.value(target=np.array([target]), prediction=np.array([prediction]))
    assert value == pytest.approx(expected, rel=1e-9)


def test_an_expected_count_of_zero_or_less_does_not_fit() -> None:
    assert POISSON_DEVIANCE.answers[0].low == 0.0
    assert POISSON_DEVIANCE.predictions[0].above == 0.0


def crps_by_integration(true: float, mu: float, sigma: float) -> float:
    """∫ (F(x) − 1[x ≥ y])² dx, in two smooth pieces."""
    below = integrate.quad(lambda x: stats.norm.cdf(x, mu, sigma) ** 2, mu - 12 * sigma, true, epsabs=1e-13)[0]
    above = integrate.quad(lambda x: stats.norm.sf(x, mu, sigma) ** 2, true, mu + 12 * sigma, epsabs=1e-13)[0]
    return float(below + above)


@pytest.mark.parametrize(
    ("true", "mu", "sigma"), [(0.0, 0.0, 1.0), (1.0, -0.5, 2.0), (-3.0, 0.5, 1.5), (10.0, 9.0, 0.3)]
)
def test_the_score_of_a_bell_curve_is_the_area_between_the_curves(true: float, mu: float, sigma: float) -> None:
    value = CRPS_GAUSSIAN.value(target=np.array([true]), mu=np.array([mu]), sigma=np.array([sigma]))
    assert value == pytest.approx(crps_by_integration(true, mu, sigma), rel=1e-9)


def test_a_bell_curve_that_is_almost_a_point_scores_its_distance() -> None:
    target, mu = np.array([3.0, 1e200]), np.array([5.0, 0.0])
    assert CRPS_GAUSSIAN.rows is not None
    rows = CRPS_GAUSSIAN.rows(target=target, mu=mu, sigma=np.array([5e-324, 1e-200]))
    assert rows.tolist() == [2.0, 1e200]


def test_a_bell_curve_without_width_does_not_fit() -> None:
    assert {role.name: role.above for role in CRPS_GAUSSIAN.predictions}["sigma"] == 0.0


def crps_cell_by_cell(target: Floats, prediction: Floats) -> float:
    rows, columns = prediction.shape
    gaps = [(prediction[i, v] - (1.0 if v >= target[i] else 0.0)) ** 2 for i in range(rows) for v in range(columns)]
    return float(sum(gaps) / len(gaps))


@pytest.mark.parametrize("steps", [1, 2, 600])
def test_the_score_of_a_step_curve_equals_counting_every_cell(steps: int) -> None:
    dice = np.random.default_rng(steps)
    target = dice.choice([0.0, 0.5, 1.0, 17.0, 599.0, 600.0], 20)
    prediction = np.sort(dice.random((20, steps)), axis=1)
    expected = crps_cell_by_cell(target, prediction)
    assert CRPS_CDF.value(target=target, prediction=prediction) == pytest.approx(expected, rel=1e-9)


def test_curves_that_fall_are_refused_by_row() -> None:
    prediction = np.array([[0.0, 0.5, 0.5], [0.5, 0.4, 1.0], [0.0, 0.0, 1.0], [1.0, 1.0, 0.0]])
    assert CRPS_CDF.faults is not None
    (fault,) = CRPS_CDF.faults(target=np.zeros(4), prediction=prediction)
    assert fault.category is Category.OUT_OF_RANGE
    assert fault.places.tolist() == [1, 3]


def test_curves_that_rise_or_stay_are_accepted() -> None:
    assert CRPS_CDF.faults is not None
    assert list(CRPS_CDF.faults(target=np.zeros(2), prediction=np.array([[0.0, 0.5], [1.0, 1.0]]))) == []
    assert list(CRPS_CDF.faults(target=np.zeros(2), prediction=np.ones((2, 1)))) == []


def laplace(error: float, confidence: float) -> float:
    return LAPLACE_LL.value(
        target=np.array([2000.0]), prediction=np.array([2000.0 + error]), confidence=np.array([confidence])
    )


def test_the_likelihood_by_hand() -> None:
    assert laplace(100.0, 100.0) == pytest.approx(-math.sqrt(2) - math.log(100 * math.sqrt(2)), rel=1e-9)
    assert laplace(-100.0, 100.0) == laplace(100.0, 100.0)


@pytest.mark.parametrize("confidence", [69.9, 0.0, -500.0])
def test_uncertainties_below_70_count_as_70(confidence: float) -> None:
    assert laplace(30.0, confidence) == laplace(30.0, 70.0)
    assert laplace(30.0, 71.0) != laplace(30.0, 70.0)


@pytest.mark.parametrize("error", [1000.1, -5000.0, 1.7e308])
def test_errors_above_1000_count_as_1000(error: float) -> None:
    assert laplace(error, 100.0) == laplace(1000.0, 100.0)
    assert laplace(999.0, 100.0) > laplace(1000.0, 100.0)


def test_the_best_likelihood_is_that_of_certainty_that_is_right() -> None:
    assert laplace(0.0, 0.0) == LAPLACE_LL.best == pytest.approx(-4.595, abs=1e-3)
