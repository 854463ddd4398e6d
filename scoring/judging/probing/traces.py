"""Files that look as if they were made to ask a question instead of to answer one. They are told by their predictions
alone, without the answers, and each test costs one pass over the rows."""

import numpy as np
from scipy.stats import rankdata

from scoring.judging.arrays import Array, Arrays, Booleans, Floats

FEWEST_WEIGHTS = 4
MOST_WEIGHTS = 128
WEIGHTS_APART = 1.9  # halved from row to row; less a little, for decimals that were cut
SAME_WEIGHT = 1e-6
CERTAIN = 1e-15
FEW_ROWS = 2  # one changed, or the last one changed back and another
MOST_COLUMNS = 64
COPIED = 0.999
FEWEST_SHARED_SLIPS = 10


def weighted_rows(ours: Arrays, before: Arrays | None = None) -> int:
    """How many rows carry weights of their own while the others say nothing: they are all alike, or as in a file
    `before`, whose score is known. 0 where the file is none of this kind."""
    return max(_weighted(array, None if before is None else before[name]) for name, array in ours.items())


def _weighted(ours: Array, before: Array | None) -> int:
    if ours.dtype != np.float64 or (before is not None and before.shape != ours.shape):
        return 0
    columns = zip(_columns(ours), _columns(ours if before is None else before), strict=True)
    return max(_weights_of(column, None if before is None else other) for column, other in columns)


def _columns(array: Array) -> list[Array]:
    return [array] if array.ndim == 1 else [array[:, place] for place in range(min(array.shape[1], MOST_COLUMNS))]


def _weights_of(column: Floats, before: Floats | None) -> int:
    readings = [(column, before)]
    if column.min() >= 0 and column.max() <= 1:
        readings.append((log_odds(column), None if before is None else log_odds(before)))
    return max(_halved(np.abs(ours - (np.median(ours) if then is None else then))) for ours, then in readings)


def log_odds(share: Floats) -> Floats:
    clipped = np.clip(share, CERTAIN, 1 - CERTAIN)
    found: Floats = np.log(clipped) - np.log1p(-clipped)
    return found


def _halved(distances: Floats) -> int:
    heavy = np.sort(distances[distances > SAME_WEIGHT * distances.max()])
    if not FEWEST_WEIGHTS <= len(heavy) <= min(MOST_WEIGHTS, len(distances) // 2):
        return 0
    ratios = heavy[1:] / heavy[:-1]
    steps = ratios[ratios > 1 + SAME_WEIGHT]
    levels = len(steps) + 1
    # The leaves of a small tree may lie like this too, but hold more than two rows each.
    is_ladder = levels >= FEWEST_WEIGHTS and len(heavy) <= 2 * levels and bool((steps >= WEIGHTS_APART).all())
    return len(heavy) if is_ladder else 0


def few_changed(ours: Arrays, before: Arrays) -> int:
    """How many rows, where they are so few that the two scores tell the answers of just these."""
    if any(array.shape != before[name].shape for name, array in ours.items()):
        return 0
    changed = np.logical_or.reduce([_changed(array, before[name]) for name, array in ours.items()])
    found = int(np.count_nonzero(changed))
    return found if found <= FEW_ROWS < len(changed) else 0


def _changed(ours: Array, before: Array) -> Booleans:
    try:
        different: Booleans = np.not_equal(ours, before)
    except ValueError:  # masks and boxes hold arrays, which are not equal as a whole
        return np.ones(len(ours), np.bool_)
    return different if different.ndim == 1 else np.logical_or.reduce(different, axis=1)


def likeness(ours: Arrays, theirs: Arrays) -> float:
    """From 0 to 1. Numbers by the correlation of their ranks, which a rescaled copy keeps; all else by equal rows."""
    return min(_likeness(array, theirs[name]) for name, array in ours.items())


def _likeness(ours: Array, theirs: Array) -> float:
    if ours.shape != theirs.shape:
        return 0.0
    if ours.dtype != np.float64:
        return 1.0 - float(_changed(ours, theirs).mean())
    left, right = (rankdata(each.ravel()) for each in (ours, theirs))
    if np.ptp(left) == 0 or np.ptp(right) == 0:
        return 0.0  # a constant file is nobody's own
    return max(0.0, float(np.corrcoef(left, right)[0, 1]))


def shared_slips(ours: Array, theirs: Array, truth: Array) -> int:
    """Two good models agree where both are right. Where both are wrong in the same way, one may be a copy."""
    return int(np.count_nonzero((ours == theirs) & (ours != truth)))
