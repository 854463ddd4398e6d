"""Metrics made for a test, and numbers to score."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from scoring.judging.arrays import Array, Floats
from scoring.judging.metrics.metric import Metric, only
from scoring.judging.metrics.regression.rmse import RMSE

Columns = dict[str, Array]


def toy(**functions: Any) -> Metric:
    """Root mean squared error with other functions, and without bounds unless they are said."""
    bare: dict[str, Any] = {"id": "toy", "rows": None, "finish": only, "best": -math.inf, "worst": math.inf}
    return replace(RMSE, **(bare | functions))


def median_error(target: Floats, prediction: Floats) -> float:
    return float(np.median(np.abs(prediction - target)))


def numbers(rows: int, seed: int, noise: float = 1.0) -> Columns:
    dice = np.random.default_rng(seed)
    target = dice.normal(size=rows)
    return {"target": target, "prediction": target + noise * dice.normal(size=rows)}


def labels(rows: int, seed: int, right: float = 0.8) -> Columns:
    dice = np.random.default_rng(seed)
    target = dice.integers(0, 4, size=rows)
    prediction = np.where(dice.random(rows) < right, target, (target + 1) % 4)
    return {"target": target.astype(np.int32), "prediction": prediction.astype(np.int32)}


def two_classes(rows: int, seed: int, gap: float = 1.2) -> Columns:
    dice = np.random.default_rng(seed)
    target = np.arange(rows) % 3 == 0
    return {"target": target, "prediction": dice.normal(size=rows).round(2) + gap * target}


def at(columns: Columns, places: Array) -> Columns:
    return {name: array[places] for name, array in columns.items()}


def brute_force(statistic: Callable[[Array], float], rows: int, resamples: int = 2000) -> float:
    dice = np.random.default_rng(11)
    return float(np.std([statistic(dice.integers(rows, size=rows)) for _ in range(resamples)], ddof=1))
