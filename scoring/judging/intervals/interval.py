"""How sure a score is: between which bounds it would lie on other rows of the same kind."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.judging.arrays import Arrays
from scoring.judging.intervals.influence import Reading, read
from scoring.judging.intervals.part import Part, part
from scoring.judging.intervals.resampling import resampled
from scoring.judging.intervals.spread import Error, Method, from_rows, quantile, wilson
from scoring.judging.metrics.metric import Metric


@dataclass(frozen=True)
class Interval:
    value: float
    low: float
    high: float
    standard_error: float
    method: Method


def scored(
    metric: Metric, arrays: Arrays, parameters: Mapping[str, Any], confidence: float = 0.95
) -> tuple[float, Interval | None]:
    """The score of one part and, where there is one, its interval: together, because both come from the same rows.
    Raises what `metric.value` raises. Columns are those of the metric's roles."""
    whole = part(metric, arrays, parameters)
    with np.errstate(all="ignore"):
        if not whole.has_interval:
            return metric.value(**whole.columns), None
        reading = read(whole)
        return reading.value, around(whole, reading, confidence)


def interval(
    metric: Metric, arrays: Arrays, parameters: Mapping[str, Any], confidence: float = 0.95
) -> Interval | None:
    return scored(metric, arrays, parameters, confidence)[1]


def around(whole: Part, reading: Reading, confidence: float) -> Interval | None:
    value = reading.value
    if reading.share:
        error = math.sqrt(value * (1 - value) / whole.rows)
        return Interval(value, *wilson(value, whole.rows, quantile(confidence)), error, Method.SHARE)
    found = error_of(whole, reading)
    if found is None or not found.tells(value):
        return None
    reach = found.reach(confidence)
    bottom, top = sorted((whole.metric.best, whole.metric.worst))
    return Interval(value, max(bottom, value - reach), min(top, value + reach), found.size, found.method)


def error_of(whole: Part, reading: Reading) -> Error | None:
    if reading.rows is not None:
        return from_rows(reading.rows, reading.slope)
    return resampled(whole.metric, whole.value_at, whole.rows)
