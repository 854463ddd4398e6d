"""What each row moves, measured: the score with one row a little heavier, less the score with it a little lighter."""

from typing import Any

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Metric

COPIES = 400


def measured(metric: Metric, **columns: Any) -> Floats:
    rows = len(columns["target"])

    def scored(row: int, extra: int) -> float:
        copies = np.full(rows, COPIES)
        copies[row] += extra
        return metric.value(**{name: np.repeat(column, copies) for name, column in columns.items()})

    return np.array([(scored(row, 1) - scored(row, -1)) / 2 * COPIES * rows for row in range(rows)])
