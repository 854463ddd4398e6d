"""Standard errors of statistics that tell nothing about single rows: score parts of the rows and see how they differ.

Measured on medians, rank correlations, R², AUC and macro F1, as the typical relative error of the standard error:

    rows     20 groups   40 groups   jackknife of 20   bootstrap of 100   of 200
    100      0.2 … 6     0.2 … 4000  0.25 … 0.64       0.21 … 0.32        0.21 … 0.32
    1,000    0.15 … 0.24 0.09 … 0.27 0.19 … 0.32       0.10 … 0.24        0.07 … 0.25
    4,000    0.13 … 0.27 0.10 … 0.15 0.17 … 0.30       0.07 … 0.12        0.05 … 0.12

A bootstrap is best wherever it is cheap, and 200 resamples are hardly better than 100. Groups cost one score in all,
and are sound from about 100 rows each.
"""

import math
from collections.abc import Callable

import numpy as np

from scoring.judging.arrays import Integers
from scoring.judging.intervals.spread import Error, Method
from scoring.judging.metrics.metric import HostError, Kind, Metric, UndefinedError

Statistic = Callable[[Integers], float]  # of the rows at these places

FEWEST_ROWS = 10
FEW_ROWS = 2_000  # up to here the bootstrap
ROWS_OF_NUMBERS, ROWS_OF_TEXT = 100_000, 20_000  # to draw in all: a text costs Python, a number does not
ROWS_IN_A_GROUP = 100
FEWEST_GROUPS = 10
LOST = 0.1  # of the resamples may be undefined, for instance without one of two classes
SEED = 3_141_592  # the same file has the same interval, always


def resampled(metric: Metric, statistic: Statistic, rows: int) -> Error | None:
    if rows > FEW_ROWS:
        return group_error(statistic, rows)
    texts = any(role.kind is Kind.TEXT for role in metric.roles)
    return bootstrap_error(statistic, rows, budget=ROWS_OF_TEXT if texts else ROWS_OF_NUMBERS)


def bootstrap_error(statistic: Statistic, rows: int, budget: int) -> Error | None:
    """`budget` bounds the rows drawn in all, within 20 to 100 resamples."""
    if rows < FEWEST_ROWS:
        return None
    dice = np.random.default_rng(SEED)
    resamples = min(100, max(20, budget // rows))
    values = defined(statistic, [np.sort(dice.integers(rows, size=rows)) for _ in range(resamples)])
    if len(values) < (1 - LOST) * resamples:
        return None
    return Error(float(np.std(values, ddof=1)), min(rows, len(values)) - 1, Method.BOOTSTRAP)


def group_error(statistic: Statistic, rows: int) -> Error | None:
    """From disjoint random groups. Where one has no score there are half as many, twice as large: leaving it out would
    judge by the easy groups only."""
    order = np.random.default_rng(SEED).permutation(rows)
    groups = min(50, rows // ROWS_IN_A_GROUP)
    while groups >= FEWEST_GROUPS:
        values = defined(statistic, [np.sort(group) for group in np.array_split(order, groups)])
        if len(values) == groups:
            return Error(float(np.std(values, ddof=1)) / math.sqrt(groups), groups - 1, Method.GROUPS)
        groups //= 2
    return None


def defined(statistic: Statistic, samples: list[Integers]) -> list[float]:
    values = []
    for sample in samples:
        try:
            value = statistic(sample)
        except (UndefinedError, HostError):
            continue
        if math.isfinite(value):
            values.append(value)
    return values
