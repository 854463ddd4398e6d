"""Average precision, the Amex score and probabilistic F-beta, against libraries and the plain definitions."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sklearn.metrics import average_precision_score, fbeta_score

from scoring.judging.arrays import Booleans, Floats
from scoring.judging.metrics.binary.amex import AMEX
from scoring.judging.metrics.binary.average_precision import AVERAGE_PRECISION
from scoring.judging.metrics.binary.pfbeta import PFBETA
from scoring.judging.metrics.metric import HostError, Metric
from scoring.judging.metrics.parameters import ParameterError


def rolled(size: int, digits: int) -> tuple[Booleans, Floats]:
    dice = np.random.default_rng(size + digits)
    target = np.append(dice.random(size - 2) < 0.3, [True, False])
    return target, (dice.normal(size=size) + target).round(digits)


def probabilities(size: int) -> tuple[Booleans, Floats]:
    target, scores = rolled(size, 17)
    return target, 1 / (1 + np.exp(-scores))


@pytest.mark.parametrize("digits", [0, 1, 17])
@pytest.mark.parametrize("size", [2, 10, 10_000])
def test_average_precision_equals_that_of_scikit_learn(size: int, digits: int) -> None:
    target, prediction = rolled(size, digits)
    value = AVERAGE_PRECISION.value(target=target, prediction=prediction)
    assert value == pytest.approx(average_precision_score(target, prediction), rel=1e-12)


def test_rows_with_equal_scores_are_one_step_of_average_precision() -> None:
    target = np.array([True, False, False, True])
    assert AVERAGE_PRECISION.value(target=target, prediction=np.zeros(4)) == 0.5
    assert AVERAGE_PRECISION.value(target=target[::-1], prediction=np.zeros(4)) == 0.5


def test_average_precision_without_negative_rows_is_1() -> None:
    assert AVERAGE_PRECISION.value(target=np.array([True, True]), prediction=np.array([0.0, 1.0])) == 1.0


@pytest.mark.parametrize("metric", [AVERAGE_PRECISION, PFBETA], ids=lambda metric: metric.id)
def test_no_positive_row_is_an_error_of_the_answers(metric: Metric) -> None:
    truth = np.array([False, False])
    parameters = metric.settle({})
    parameters.pop("positive")
    assert metric.answers_fault is not None
    assert "no positive row" in str(metric.answers_fault(target=truth, **parameters))
    assert metric.answers_fault(target=~truth, **parameters) is None
    with pytest.raises(HostError, match="no positive row"):
        metric.value(target=truth, prediction=np.zeros(2), **parameters)


def amex_by_definition(target: Booleans, prediction: Floats) -> float:
    """The two halves row by row, as the competition described them."""

    def lorentz(key: Floats) -> float:
        order = np.argsort(-key, kind="stable")
        weights = np.where(target[order], 1.0, 20.0)
        found = np.cumsum(target[order] * weights) / (target * 1.0).sum()
        return float(((found - np.cumsum(weights / weights.sum())) * weights).sum())

    order = np.argsort(-prediction, kind="stable")
    weights = np.where(target[order], 1.0, 20.0)
    top = np.cumsum(weights) <= int(0.04 * weights.sum())
    captured = target[order][top].sum() / target.sum()
    return float(lorentz(prediction) / lorentz(target.astype(np.float64)) + captured) / 2


@pytest.mark.parametrize("digits", [0, 1, 17])
@pytest.mark.parametrize("size", [2, 3, 10, 125, 10_000])
def test_the_amex_score_follows_its_definition(size: int, digits: int) -> None:
    target, prediction = rolled(size, digits)
    value = AMEX.value(target=target, prediction=prediction)
    assert value == pytest.approx(amex_by_definition(target, prediction), rel=1e-9, abs=1e-12)


def test_equal_predictions_keep_the_order_of_the_answers_in_the_amex_score() -> None:
    target = np.array([True, False, False])
    assert AMEX.value(target=target, prediction=np.array([0.5, 0.5, 0.5])) == 1.0
    assert AMEX.value(target=target[::-1], prediction=np.array([0.0, -0.0, 0.0])) < 0


def test_the_amex_score_is_best_in_perfect_and_worst_in_wrong_order() -> None:
    assert AMEX.value(target=np.array([False] * 99 + [True]), prediction=np.arange(100.0)) == AMEX.best
    assert AMEX.value(target=np.array([False, True]), prediction=np.array([1.0, 0.0])) == AMEX.worst


@pytest.mark.parametrize("truth", [[True, True], [False]])
def test_one_class_alone_leaves_no_amex_score(truth: list[bool]) -> None:
    assert AMEX.answers_fault is not None
    assert AMEX.answers_fault(target=np.array(truth)) is not None
    with pytest.raises(HostError, match="only one of the two classes"):
        AMEX.value(target=np.array(truth), prediction=np.zeros(len(truth)))


@pytest.mark.parametrize("beta", [0.5, 1.0, 2.0])
def test_probabilistic_f_beta_follows_its_definition(beta: float) -> None:
    target, prediction = probabilities(1000)
    precision = prediction[target].sum() / prediction.sum()
    recall = prediction[target].sum() / target.sum()
    expected = (1 + beta**2) * precision * recall / (beta**2 * precision + recall)
    assert PFBETA.value(target=target, prediction=prediction, beta=beta) == pytest.approx(expected, rel=1e-12)


@settings(deadline=None)
@given(some.lists(some.tuples(some.booleans(), some.booleans()), max_size=20), some.floats(0.1, 10))
def test_probabilities_of_0_and_1_give_the_f_beta_of_labels(rows: list[tuple[bool, bool]], beta: float) -> None:
    target, prediction = np.array([(True, False), *rows]).T
    expected = fbeta_score(target, prediction, beta=beta, zero_division=0)
    value = PFBETA.value(target=target, prediction=prediction.astype(np.float64), beta=beta)
    assert value == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("beta", [0.0, 1.0])
def test_predictions_of_0_alone_score_0_and_not_an_error(beta: float) -> None:
    assert PFBETA.value(target=np.array([True, False]), prediction=np.zeros(2), beta=beta) == 0.0


def test_beta_is_1_unless_set_and_never_negative() -> None:
    assert PFBETA.settle({})["beta"] == 1.0
    with pytest.raises(ParameterError, match="beta must be at least 0 and at most 100"):
        PFBETA.settle({"beta": -1})


@pytest.mark.parametrize(
    ("metric", "target", "prediction", "parameters"),
    [
        (AVERAGE_PRECISION, [1, 0, 1], [0.9, 0.8, 0.8], {}),
        (AMEX, [1, 0, 0], [0.5, 0.9, 0.5], {}),
        (PFBETA, [1, 0, 1], [0.8, 0.4, 0.5], {"beta": 1.0}),
    ],
)
def test_examples_are_right(
    metric: Metric, target: list[int], prediction: list[float], parameters: dict[str, float]
) -> None:
    value = metric.value(target=np.array(target, dtype=np.bool_), prediction=np.array(prediction), **parameters)
    assert value == pytest.approx(metric.example.value, rel=1e-12)


@pytest.mark.parametrize("metric", [AVERAGE_PRECISION, PFBETA], ids=lambda metric: metric.id)
@settings(deadline=None)
@given(dice=some.randoms(use_true_random=False))
def test_row_order_changes_nothing_and_truth_is_best(metric: Metric, dice: Random) -> None:
    target, prediction = probabilities(40)
    prediction = prediction.round(1)
    order = dice.sample(range(40), 40)
    parameters = {"beta": 1.0} if metric is PFBETA else {}
    value = metric.value(target=target, prediction=prediction, **parameters)
    shuffled = metric.value(target=target[order], prediction=prediction[order], **parameters)
    assert shuffled == pytest.approx(value, rel=1e-12)
    assert metric.value(target=target, prediction=target.astype(np.float64), **parameters) == metric.best
