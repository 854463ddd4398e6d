"""Log loss and Brier score, against scikit-learn and by hand."""

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sklearn.metrics import brier_score_loss, log_loss

from scoring.judging.arrays import Booleans
from scoring.judging.metrics.binary.brier import BRIER
from scoring.judging.metrics.binary.logloss import LOGLOSS
from scoring.judging.metrics.metric import Metric

BOTH = pytest.mark.parametrize("metric", [LOGLOSS, BRIER], ids=lambda metric: metric.id)
ROWS = some.lists(some.tuples(some.booleans(), some.floats(0, 1)), min_size=1, max_size=30)


def value(metric: Metric, target: list[int], prediction: list[float]) -> float:
    return metric.value(target=np.array(target, dtype=np.bool_), prediction=np.array(prediction, dtype=np.float64))


def test_the_published_log_loss_is_reproduced() -> None:
    loss = value(LOGLOSS, [1, 1, 1, 0, 0, 0], [0.5, 0.1, 0.01, 0.9, 0.75, 0.001])
    assert loss == pytest.approx(1.881797068998267, rel=1e-14)


@BOTH
def test_the_example_is_right(metric: Metric) -> None:
    assert value(metric, [1, 0, 1], [0.8, 0.4, 0.0]) == pytest.approx(metric.example.value, rel=1e-12)


@pytest.mark.parametrize("size", [1, 2, 10, 10_000])
def test_scores_equal_those_of_scikit_learn(size: int) -> None:
    dice = np.random.default_rng(size)
    target: Booleans = dice.random(size) < 0.3
    prediction = dice.uniform(1e-14, 1 - 1e-14, size)
    loss = LOGLOSS.value(target=target, prediction=prediction)
    assert loss == pytest.approx(log_loss(target, prediction, labels=[False, True]), rel=1e-9)
    brier = BRIER.value(target=target, prediction=prediction)
    assert brier == pytest.approx(np.mean((prediction - target) ** 2), rel=1e-12)
    if size > 2:
        assert brier == pytest.approx(brier_score_loss(target, prediction), rel=1e-9)


def test_certain_misses_cost_what_the_nearest_floats_say() -> None:
    # 1e-15 is clipped to, and 1 − 1e-15 is rounded to a multiple of 2^-53: taken from 1 it leaves 9.992e-16.
    assert value(LOGLOSS, [1], [0.0]) == pytest.approx(34.538776394910684, rel=1e-15)
    assert value(LOGLOSS, [0], [1.0]) == pytest.approx(34.53957599234088, rel=1e-15)
    assert value(LOGLOSS, [0], [1.0]) == LOGLOSS.worst
    assert value(LOGLOSS, [1], [1e-300]) == value(LOGLOSS, [1], [0.0])


@settings(deadline=None)
@given(ROWS)
def test_log_loss_is_the_definition_row_by_row(rows: list[tuple[bool, float]]) -> None:
    clipped = [(positive, min(max(score, 1e-15), 1 - 1e-15)) for positive, score in rows]
    losses = [-math.log(score) if positive else -math.log(1 - score) for positive, score in clipped]
    found = value(LOGLOSS, [int(positive) for positive, _ in rows], [score for _, score in rows])
    assert found == pytest.approx(math.fsum(losses) / len(rows), rel=1e-12)


@BOTH
def test_one_class_alone_has_a_score(metric: Metric) -> None:
    assert metric.answers_fault is None
    assert value(metric, [1, 1], [0.5, 0.5]) in (0.25, math.log(2))


@BOTH
def test_truth_itself_is_best_and_its_opposite_worst(metric: Metric) -> None:
    assert value(metric, [1, 0, 0], [1.0, 0.0, 0.0]) == pytest.approx(metric.best, abs=1e-14)
    assert value(metric, [0, 0, 0], [1.0, 1.0, 1.0]) == metric.worst
    assert 0 < value(metric, [1, 0, 1], [0.0, 1.0, 0.0]) <= metric.worst


@BOTH
@settings(deadline=None)
@given(rows=ROWS, dice=some.randoms(use_true_random=False))
def test_row_order_changes_nothing(metric: Metric, rows: list[tuple[bool, float]], dice: Random) -> None:
    shuffled = dice.sample(rows, len(rows))
    scores = [
        value(metric, [int(positive) for positive, _ in some_rows], [score for _, score in some_rows])
        for some_rows in (rows, shuffled)
    ]
    assert scores[0] == pytest.approx(scores[1], rel=1e-12)


@BOTH
@settings(deadline=None)
@given(score=some.floats(0, 1), other=some.floats(0, 1), positive=some.booleans())
def test_moving_away_from_the_truth_is_never_better(metric: Metric, score: float, other: float, positive: bool) -> None:
    near, far = sorted([score, other], reverse=positive)
    assert not metric.is_better(value(metric, [positive], [far]), value(metric, [positive], [near]))


@BOTH
def test_the_arrays_given_are_left_as_they_are(metric: Metric) -> None:
    target, prediction = np.array([True, False]), np.array([0.0, 1.0])
    metric.value(target=target, prediction=prediction)
    assert prediction.tolist() == [0.0, 1.0]
    assert target.tolist() == [True, False]
