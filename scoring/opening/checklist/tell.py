"""How much one column alone tells of a target, on rows that were held out: from 0 (no more than a constant guess) to 1
(everything)."""

import numpy as np
from scipy import stats
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from scoring.judging.arrays import Codes, Floats
from scoring.opening.features import Feature, filled

MOST_ROWS = 5_000
FEWEST_ROWS = 40
LEAVES = 64  # a column that is the target in other words, stretched or shuffled among 64 labels, is found


def told(column: Feature, target: Feature, seed: int) -> float:
    """Numbers are taken by their ranks, so that no outlier decides."""
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(target.present))[:MOST_ROWS]
    if len(rows) < FEWEST_ROWS or column.constant or target.constant:
        return 0.0
    learn, hold = np.array_split(rows, 2)
    if target.ordered:
        ranks = stats.rankdata(target.values[rows])
        truth = dict(zip(rows.tolist(), ranks.tolist(), strict=True))
        first, second = (np.array([truth[row] for row in part.tolist()]) for part in (learn, hold))
        guess = numbers_told(column.taken(learn), first, column.taken(hold), seed)
        return max(0.0, 1 - float(np.square(guess - second).sum() / np.square(second - first.mean()).sum()))
    first_codes, second_codes = (target.values[part].astype(np.int32) for part in (learn, hold))
    labels = labels_told(column.taken(learn), first_codes, column.taken(hold), seed)
    usual = float((second_codes == np.bincount(first_codes).argmax()).mean())
    right = float((second_codes == labels).mean())
    return max(0.0, (right - usual) / (1 - usual)) if usual < 1 else 0.0


def numbers_told(column: Feature, target: Floats, ahead: Feature, seed: int) -> Floats:
    if column.ordered:
        tree = DecisionTreeRegressor(max_leaf_nodes=LEAVES, min_samples_leaf=5, random_state=seed)
        found: Floats = tree.fit(one_column(column, ahead)[0], target).predict(one_column(column, ahead)[1])
        return found
    codes, ahead_codes = labelled(column), labelled(ahead)
    size = max(codes.max(), ahead_codes.max()) + 1
    sums, times = np.bincount(codes, target, size), np.bincount(codes, minlength=size)
    means: Floats = np.where(times > 0, sums / np.maximum(times, 1), target.mean())
    return means[ahead_codes]


def labels_told(column: Feature, target: Codes, ahead: Feature, seed: int) -> Codes:
    if column.ordered:
        tree = DecisionTreeClassifier(max_leaf_nodes=LEAVES, min_samples_leaf=2, random_state=seed)
        found: Codes = tree.fit(one_column(column, ahead)[0], target).predict(one_column(column, ahead)[1])
        return found
    codes, ahead_codes = labelled(column), labelled(ahead)
    table = np.zeros((max(codes.max(), ahead_codes.max()) + 1, int(target.max()) + 1), np.int32)
    np.add.at(table, (codes, target), 1)
    table[table.sum(axis=1) == 0] += np.bincount(target).astype(np.int32)
    best: Codes = table.argmax(axis=1).astype(np.int32)
    return best[ahead_codes]


def one_column(column: Feature, ahead: Feature) -> tuple[Floats, Floats]:
    both = filled(np.concatenate([column.values, ahead.values])).reshape(-1, 1)
    return both[: len(column.values)], both[len(column.values) :]


def labelled(column: Feature) -> Codes:
    """Missing cells are a label like any other."""
    return np.where(column.present, column.values + 1, 0).astype(np.int32)
