"""The area under the ROC curve: exact for every finite float, and what each row contributes to it."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sklearn.metrics import roc_auc_score

from scoring.judging.arrays import Booleans, Floats
from scoring.judging.metrics.binary.auc import AUC
from scoring.judging.metrics.metric import HostError

ROWS = some.lists(
    some.tuples(
        some.booleans(),
        some.floats(allow_nan=False, allow_infinity=False)
        | some.sampled_from([0.0, -0.0, 5e-324, -5e-324, 1e300, -1.0]),
    ),
    max_size=30,
).map(lambda rows: [(True, 0.0), (False, 1.0), *rows])


def columns(rows: list[tuple[bool, float]]) -> dict[str, Booleans | Floats]:
    target, prediction = zip(*rows, strict=True)
    return {"target": np.array(target), "prediction": np.array(prediction, dtype=np.float64)}


def by_pairs(rows: list[tuple[bool, float]]) -> float:
    pairs = [(high, low) for positive, high in rows if positive for negative, low in rows if not negative]
    won = sum(2 if high > low else 1 if high == low else 0 for high, low in pairs)
    return float(Fraction(won, 2 * len(pairs)))


@pytest.mark.parametrize(
    ("target", "prediction", "expected"),
    [
        ([1, 0, 1, 1], [0.32, 0.52, 0.26, 0.86], 1 / 3),
        ([1, 0, 1, 0, 1], [0.9, 0.1, 0.8, 0.1, 0.7], 1.0),
        ([0, 1, 1, 0], [0.2, 0.1, 0.3, 0.4], 0.25),
        ([1, 1, 1, 1, 0, 0, 0, 0, 0, 0], [1] * 10, 0.5),
        ([1, 0, 1], [0.8, 0.3, 0.3], AUC.example.value),
    ],
)
def test_published_values_are_reproduced(target: list[int], prediction: list[float], expected: float) -> None:
    value = AUC.value(target=np.array(target, dtype=np.bool_), prediction=np.array(prediction, dtype=np.float64))
    assert value == expected


@settings(deadline=None)
@given(ROWS)
def test_the_score_is_the_share_of_pairs_to_the_last_bit(rows: list[tuple[bool, float]]) -> None:
    assert AUC.value(**columns(rows)) == by_pairs(rows)


@settings(deadline=None)
@given(ROWS, some.randoms(use_true_random=False))
def test_row_order_changes_nothing(rows: list[tuple[bool, float]], dice: Random) -> None:
    shuffled = dice.sample(rows, len(rows))
    assert AUC.value(**columns(shuffled)) == AUC.value(**columns(rows))


@settings(deadline=None)
@given(ROWS)
def test_turning_scores_round_turns_the_score_round(rows: list[tuple[bool, float]]) -> None:
    turned = [(positive, -score) for positive, score in rows]
    assert AUC.value(**columns(turned)) == pytest.approx(1 - AUC.value(**columns(rows)), abs=1e-15)


def shaped(shape: str, scores: Floats) -> Floats:
    return {
        "as they are": scores,
        "below 0": -np.exp(scores),
        "above 0": np.exp(scores),
        "with ties": scores.round(1),
        "with many ties": scores.round(),
        "all equal": np.zeros_like(scores),
        "far from 0": scores + 1e8,
    }[shape]


SHAPES = ["as they are", "below 0", "above 0", "with ties", "with many ties", "all equal", "far from 0"]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [10, 1000, 20_000])
def test_scores_equal_those_of_scikit_learn(shape: str, size: int) -> None:
    dice = np.random.default_rng(size)
    target = np.append(dice.random(size - 2) < 0.3, [True, False])
    prediction = shaped(shape, dice.normal(size=size) + target)
    value = AUC.value(target=target, prediction=prediction)
    assert value == pytest.approx(roc_auc_score(target, prediction), rel=1e-12)


def test_scores_that_differ_only_in_the_last_bit_are_no_ties() -> None:
    higher = np.nextafter(0.1, 1)
    assert AUC.value(target=np.array([True, False]), prediction=np.array([higher, 0.1])) == 1.0
    assert AUC.value(target=np.array([False, True]), prediction=np.array([-0.1, -higher])) == 0.0


def test_columns_of_a_table_are_read_as_they_lie() -> None:
    table = np.random.default_rng(0).normal(size=(50, 3))
    target = table[:, 0] > 0
    assert AUC.value(target=target, prediction=table[:, 1]) == AUC.value(target=target, prediction=table[:, 1].copy())


@pytest.mark.parametrize("shape", SHAPES)
def test_influence_tells_how_the_score_moves_with_the_weight_of_a_row(shape: str) -> None:
    dice = np.random.default_rng(5)
    target = np.append(dice.random(28) < 0.4, [True, False])
    prediction = shaped(shape, dice.normal(size=30) + target)

    def weighted(row: int, step: float) -> float:
        weights = np.ones(30)
        weights[row] += step
        return float(roc_auc_score(target, prediction, sample_weight=weights))

    assert AUC.influence is not None
    slopes = [30 * (weighted(row, 1e-4) - weighted(row, -1e-4)) / 2e-4 for row in range(30)]
    assert AUC.influence(target=target, prediction=prediction) == pytest.approx(slopes, abs=1e-6)


def test_the_spread_of_the_influence_is_the_error_of_delong() -> None:
    dice = np.random.default_rng(6)
    target = dice.random(200) < 0.3
    prediction = (dice.normal(size=200) + target).round(1)
    over, under = prediction[target][:, None], prediction[~target]
    right = (over > under) + (over == under) / 2
    variance = right.mean(axis=1).var() / target.sum() + right.mean(axis=0).var() / (~target).sum()
    assert AUC.influence is not None
    influence = AUC.influence(target=target, prediction=prediction)
    assert influence.mean() == pytest.approx(0, abs=1e-12)
    assert influence.var() / 200 == pytest.approx(variance, rel=1e-12)


@pytest.mark.parametrize("target", [[True, True], [False, False], [True]])
def test_one_class_alone_is_an_error_of_the_answers(target: list[bool]) -> None:
    truth = np.array(target)
    assert AUC.answers_fault is not None
    assert "only one of the two classes" in str(AUC.answers_fault(target=truth))
    with pytest.raises(HostError, match="only one of the two classes"):
        AUC.value(target=truth, prediction=np.zeros(len(truth)))


def test_both_classes_are_no_fault() -> None:
    assert AUC.answers_fault is not None
    assert AUC.answers_fault(target=np.array([True, False])) is None
