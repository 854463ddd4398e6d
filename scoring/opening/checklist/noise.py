"""Hints that targets in the train file are wrong: missing ones, equal rows with different targets, and rows of which a
simple model is sure that they are something else."""

from collections.abc import Iterator

import numpy as np

from scoring.judging.arrays import Booleans, Floats, Integers, Words
from scoring.opening.checklist.finding import Check, Finding, good, share, shortened, warning
from scoring.opening.checklist.forests import FEWEST_ROWS, Forest
from scoring.opening.excerpts import Excerpt
from scoring.opening.features import Feature, matrix_of
from scoring.opening.material import SEED, Material

CONFLICTS = 0.01  # of the rows: beyond it, no model reaches 99 %
# So sure a model must be, and of so many rows. Measured: of Adult Census 2.1 % of the rows are doubted, 3.2 % once 3 %
# of its labels are changed; of 178 wines none, 2.8 % with six changed; of five other sets at most 0.8 %.
SURE, DOUBTS = 0.8, 0.025
FEWEST_DOUBTS = 3
TYPICAL = 1.4826  # medians of errors in a standard deviation
FAR, STRAY, TOO_MANY = 8.0, 0.005, 0.05  # so many typical distances off, and so many rows
FOREST = Forest(trees=50, folds=3, leaf=2)
MOST_ROWS = 10_000
MOST_CLASSES = 200
SHOWN = 10


def look(material: Material) -> Finding | None:
    train = material.train
    if train is None or not material.train_targets:
        return None
    target = material.train_targets[0]
    there = np.flatnonzero(target.present)
    gone = len(target.values) - len(there)
    hints = [f"{share(gone / len(target.values))} of the train rows have no target."] if gone else []
    hints += hints_of(material, train, target, there)
    if hints:
        return warning(
            "Some targets in the train file may be missing or wrong.",
            "Look at some of these rows: mend them, take them out, or tell the class that the targets are noisy.",
            hints,
        )
    return good("Nothing hints at wrong targets in the train file.")


def hints_of(material: Material, train: Excerpt, target: Feature, there: Integers) -> Iterator[str]:
    if not material.features or len(there) < FEWEST_ROWS or target.constant:
        return
    part = conflicting(train.fingerprints[train.places[there]], target.taken(there))
    if part >= CONFLICTS:
        yield f"{share(part)} of the train rows have the same features as a row with another target."
    some = np.sort(np.random.default_rng(SEED).permutation(there)[:MOST_ROWS])
    matrix = matrix_of([feature.taken(some) for feature in material.of_train], SEED)
    if not matrix.shape[1]:
        return
    doubted = some[far_off(matrix, target.values[some]) if target.ordered else doubtful(matrix, target.values[some])]
    least = STRAY if target.ordered else DOUBTS
    if len(doubted) >= max(FEWEST_DOUBTS, least * len(some)):
        yield f"A simple model is sure that {share(len(doubted) / len(some))} of the train rows have another target."
        yield from (f"One of them is {row_in_words(train, int(row))}." for row in doubted[:SHOWN])


def row_in_words(train: Excerpt, row: int) -> str:
    place = int(train.places[row])
    return f"the row with the id {shortened(train.ids[place].as_py())}" if len(train.ids) else f"row {place + 1:,}"


def conflicting(fingerprints: Words, target: Feature) -> float:
    """The share of rows with a twin whose target is another; among numbers, one more than a typical spread away."""
    _, groups = np.unique(fingerprints, return_inverse=True)
    lowest, highest = np.full(groups.max() + 1, np.inf), np.full(groups.max() + 1, -np.inf)
    np.minimum.at(lowest, groups, target.values)
    np.maximum.at(highest, groups, target.values)
    bearable = float(target.values.std()) if target.ordered else 0.0
    return float((highest - lowest > bearable)[groups].mean())


def doubtful(matrix: Floats, target: Floats) -> Integers:
    labels, codes = np.unique(target, return_inverse=True)
    if len(labels) > MOST_CLASSES:
        return np.empty(0, np.int64)
    shares = FOREST.shares(matrix, codes.astype(np.int32), len(labels), SEED)
    shares[np.arange(len(codes)), codes] = 0
    return np.flatnonzero(shares.max(axis=1) >= SURE)


def far_off(matrix: Floats, target: Floats) -> Integers:
    """Errors far beyond the typical one and the spread of the target. Where they are many, the target is uneven by
    nature, as prices are, and nothing is wrong with it."""
    suspects = far_from(FOREST.numbers(matrix, target, SEED), target)
    if not 0 < suspects.sum() <= TOO_MANY * len(target):
        return np.empty(0, np.int64)
    # Wrong targets spoil what is predicted for the rows beside them: so once more, learning from the others only.
    return np.flatnonzero(suspects & far_from(FOREST.numbers(matrix, target, SEED, learn_from=~suspects), target))


def far_from(predicted: Floats, target: Floats) -> Booleans:
    errors = np.abs(predicted - target)
    far: Booleans = errors > max(FAR * TYPICAL * float(np.median(errors)), float(target.std()))
    return far


CHECK = Check("noise", "Targets look right", look)
