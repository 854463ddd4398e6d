"""Simple models that predict each row without having seen it. Extremely randomised trees need no scaling, take any
column, and are good enough to tell what can be known from the data."""

from dataclasses import dataclass

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, ExtraTreesRegressor

from scoring.judging.arrays import Array, Booleans, Codes, Floats, Integers
from scoring.judging.metrics.binary.ordering import auc

FEWEST_ROWS = 30
ROWS_TO_LEARN_FROM = 4_000


@dataclass(frozen=True)
class Forest:
    trees: int = 30
    folds: int = 2
    leaf: int = 3

    def shares(self, matrix: Floats, codes: Codes, classes: int, seed: int) -> Floats:
        """Rows × classes: the probability of each."""
        found = np.zeros((len(codes), classes))
        for learn, predict in self.rounds(len(codes), seed):
            model = ExtraTreesClassifier(self.trees, min_samples_leaf=self.leaf, random_state=seed, n_jobs=1)
            model.fit(matrix[learn], codes[learn])
            found[np.ix_(predict, model.classes_.astype(np.int64))] = model.predict_proba(matrix[predict])
        return found

    def numbers(self, matrix: Floats, targets: Floats, seed: int, learn_from: Booleans | None = None) -> Floats:
        """As many columns as the targets have."""
        found = np.zeros_like(targets, dtype=np.float64)
        for rows, predict in self.rounds(len(targets), seed):
            learn = rows if learn_from is None else rows[learn_from[rows]]
            model = ExtraTreesRegressor(self.trees, min_samples_leaf=self.leaf, random_state=seed, n_jobs=1)
            found[predict] = model.fit(matrix[learn], targets[learn]).predict(matrix[predict])
        return found

    def rounds(self, rows: int, seed: int) -> list[tuple[Integers, Integers]]:
        """For each fold the rows to learn from, at most so many, and those to predict."""
        order = np.random.default_rng(seed).permutation(rows)
        folds = np.array_split(order, self.folds)
        return [
            (np.concatenate(folds[:number] + folds[number + 1 :])[:ROWS_TO_LEARN_FROM], fold)
            for number, fold in enumerate(folds)
        ]


def told_apart(matrix: Floats, right: Booleans, seed: int) -> tuple[float, float] | None:
    """How well a model tells the right rows from the left ones: the area under the ROC curve, ½ where it cannot, and
    its standard error. None where there are too few rows."""
    left_rows, right_rows = even(np.flatnonzero(~right), seed), even(np.flatnonzero(right), seed)
    fewer = min(len(left_rows), len(right_rows))
    if fewer < FEWEST_ROWS or not matrix.shape[1]:
        return None
    rows = np.concatenate([left_rows, right_rows])
    shares = Forest(leaf=5).shares(matrix[rows], right[rows].astype(np.int32), 2, seed)
    area = auc(right[rows], shares[:, 1])
    return area, float(np.sqrt(area * (1 - area) / fewer))


def even(rows: Array, seed: int) -> Array:
    return np.random.default_rng(seed).permutation(rows)[:ROWS_TO_LEARN_FROM]
