"""What a few simple models would send in, so that scores can be spoken of before anybody has sent one. They learn from
one half of the answers and predict the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.judging.answers import Key
from scoring.judging.arrays import Array, Booleans, Floats, Integers
from scoring.judging.metrics.metric import Kind, Role
from scoring.opening.checklist.forests import FEWEST_ROWS, Forest
from scoring.opening.features import matrix_of
from scoring.opening.material import SEED, Material

MOST_CLASSES = 300
COLUMNS_EACH = 0.7  # of the features: so models differ, and are about equally good


@dataclass(frozen=True)
class Trial:
    """Scored rows of the sample of test, in no order that tells anything, and what each model says of them."""

    truth: Mapping[str, Array]
    public: Booleans
    predictions: Sequence[Mapping[str, Array]]


def trial(material: Material, models: int) -> Trial | None:
    """None where the data or the metric are nothing for simple models."""
    places, rows = material.scored_sample
    if len(rows) < FEWEST_ROWS or not can_predict(material.key, rows):
        return None
    matrix = matrix_of([feature.taken(places) for feature in material.of_test], SEED)
    if not matrix.shape[1]:
        return None
    truth = {name: values[rows] for name, values in material.key.truth.items()}
    predictions = [predicted(material.key, truth, some_columns(matrix, seed), seed) for seed in range(models)]
    return Trial(truth, material.is_public(rows), predictions)


def can_predict(key: Key, rows: Integers) -> bool:
    answers = {role.name: role for role in key.metric.answers}
    return all(
        role.same_as is not None
        and role.kind is not Kind.TEXT
        and answers[role.same_as].kind is not Kind.TEXT
        and class_count(key, role, key.truth[role.same_as]) <= MOST_CLASSES
        for role in key.metric.predictions
    )


def class_count(key: Key, role: Role, truth: Array) -> int:
    if truth.dtype == np.int32:  # codes of classes, or places among the columns for classes
        return max(int(truth.max()) + 1, len(key.predictions[role.name]))
    return 2 if truth.dtype == bool else 1


def some_columns(matrix: Floats, seed: int) -> Floats:
    dice = np.random.default_rng(seed)
    chosen = dice.permutation(matrix.shape[1])[: max(1, round(COLUMNS_EACH * matrix.shape[1]))]
    return matrix[:, np.sort(chosen)]


def predicted(key: Key, truth: Mapping[str, Array], matrix: Floats, seed: int) -> dict[str, Array]:
    return {
        role.name: predicted_role(key, role, truth[role.same_as or ""], matrix, seed) for role in key.metric.predictions
    }


def predicted_role(key: Key, role: Role, truth: Array, matrix: Floats, seed: int) -> Array:
    forest = Forest(trees=20)
    if truth.ndim == 1 and truth.dtype != np.float64:
        shares = forest.shares(matrix, truth.astype(np.int32), class_count(key, role, truth), seed)
        if role.many:
            return np.asfortranarray(shares)
        best: Array = shares.argmax(axis=1).astype(np.int32)
        return shares[:, 1] if role.kind is Kind.NUMBER else best.astype(truth.dtype)
    numbers: Floats = forest.numbers(matrix, truth.astype(np.float64), seed)
    return np.rint(numbers) if role.kind is Kind.RATING else numbers
