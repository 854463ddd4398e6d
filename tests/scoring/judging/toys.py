"""Metrics that do what no good metric does."""

from collections.abc import Callable, Iterable
from typing import Any

from scoring.judging.arrays import Floats
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Direction, Fault, Metric
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


def toy(score: Callable[..., float], faults: Callable[..., Iterable[Fault]] | None = None) -> Metric:
    return Metric(
        id="toy",
        title="Toy",
        sentence="A toy.",
        direction=Direction.HIGHER,
        best=1.0,
        worst=0.0,
        answers=(TRUE_NUMBER,),
        predictions=(PREDICTED_NUMBER,),
        score=score,
        faults=faults,
        example=METRICS["rmse"].example,
    )


def talking(target: Floats, prediction: Floats) -> Any:
    raise ValueError(f"the truth is {target.tolist()}")
