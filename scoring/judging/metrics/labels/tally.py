from dataclasses import dataclass

import numpy as np

from scoring.judging.arrays import Array, Codes, Floats, Integers

CELLS_IN_CACHE = 1 << 16
SMALL = 1 << 16


@dataclass(frozen=True)
class Tally:
    """How often each class is true, is predicted, and is both. All scores of class labels here follow from these."""

    target: Array  # the codes as they were counted
    prediction: Array
    true: Integers
    predicted: Integers
    right: Integers

    @property
    def rows(self) -> int:
        return len(self.target)

    @property
    def shares(self) -> tuple[Floats, Floats, Floats]:
        return self.true / self.rows, self.predicted / self.rows, self.right / self.rows

    def influence(self, by_true: Floats, by_predicted: Floats, by_right: Floats) -> Floats:
        """What each row moves, from the gradient of the score with respect to the three kinds of shares."""
        right = np.where(self.target == self.prediction, by_right[self.target], 0.0)
        moved: Floats = by_true[self.target] + by_predicted[self.prediction] + right
        return moved - float(moved.mean())


def tally(target: Codes, prediction: Codes) -> Tally:
    classes = 1 + max(int(target.max()), int(prediction.max()))
    if classes * classes <= CELLS_IN_CACHE:
        # One pass over one table: four times as fast as the three passes below at a million rows of five classes.
        cells = target.astype(np.int64)
        cells *= classes
        cells += prediction
        table = np.bincount(cells, minlength=classes * classes).reshape(classes, classes)
        return Tally(target, prediction, table.sum(axis=1), table.sum(axis=0), table.diagonal())
    if classes > max(SMALL, 2 * len(target)):
        target, prediction, classes = close_gaps(target, prediction)
    counts = (np.bincount(codes, minlength=classes) for codes in (target, prediction, target[target == prediction]))
    return Tally(target, prediction, *counts)


def close_gaps(target: Array, prediction: Array) -> tuple[Array, Array, int]:
    """Codes without holes: a part of the rows may hold few of many labels, and memory is to follow its rows."""
    known, codes = np.unique(np.concatenate([target, prediction]), return_inverse=True)
    return codes[: len(target)], codes[len(target) :], len(known)


def ratios(parts: Array, wholes: Array) -> Floats:
    """Nothing of nothing counts as 0."""
    return np.divide(parts, wholes, out=np.zeros(len(parts)), where=wholes != 0)
