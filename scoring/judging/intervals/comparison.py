"""Whether one submission is better than another by more than chance, both judged on the same rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.judging.arrays import Array, Arrays, Integers
from scoring.judging.intervals.influence import Reading, read
from scoring.judging.intervals.part import Part, part
from scoring.judging.intervals.resampling import resampled
from scoring.judging.intervals.spread import Error, Method, from_rows, paired_shares, quantile
from scoring.judging.metrics.metric import Metric


@dataclass(frozen=True)
class Comparison:
    """Left less right. Rows that are hard for both cancel out, so this tells more than two intervals side by side."""

    difference: float
    low: float
    high: float
    standard_error: float
    method: Method

    @property
    def significant(self) -> bool:
        return self.low > 0 or self.high < 0


def compare(
    metric: Metric, left: Arrays, right: Arrays, parameters: Mapping[str, Any], confidence: float = 0.95
) -> Comparison | None:
    """The answers are the same, row for row. None where the rows cannot tell. Raises what `metric.value` raises."""
    ours, theirs = part(metric, left, parameters), part(metric, right, parameters)
    if all(are_equal(left[role.name], right[role.name]) for role in metric.predictions):
        return Comparison(0.0, 0.0, 0.0, 0.0, Method.EQUAL)
    if not ours.has_interval:
        return None
    with np.errstate(all="ignore"):
        return between(ours, theirs, read(ours), read(theirs), confidence)


def are_equal(left: Array, right: Array) -> bool:
    return left is right or (left.dtype != object and np.array_equal(left, right))


def between(ours: Part, theirs: Part, left: Reading, right: Reading, confidence: float) -> Comparison | None:
    difference = left.value - right.value
    widest = abs(ours.metric.best - ours.metric.worst)
    if left.share and right.share:
        error, low, high = share_bounds(left, right, quantile(confidence))
        return Comparison(difference, max(-widest, low), min(widest, high), error, Method.SHARE)
    found = error_of(ours, theirs, left, right)
    if found is None or not (found.tells(max(abs(left.value), abs(right.value))) or found.size == difference == 0):
        return None
    reach = found.reach(confidence)
    return Comparison(
        difference, max(-widest, difference - reach), min(widest, difference + reach), found.size, found.method
    )


def share_bounds(left: Reading, right: Reading, z: float) -> tuple[float, float, float]:
    assert left.rows is not None
    assert right.rows is not None
    return paired_shares(int((left.rows > right.rows).sum()), int((left.rows < right.rows).sum()), len(left.rows), z)


def error_of(ours: Part, theirs: Part, left: Reading, right: Reading) -> Error | None:
    if left.rows is not None and right.rows is not None:
        return from_rows(left.rows * left.slope - right.rows * right.slope)

    def difference(places: Integers) -> float:
        return ours.value_at(places) - theirs.value_at(places)

    return resampled(ours.metric, difference, ours.rows)
