import math

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Kind, Metric, Role
from scoring.judging.metrics.regression.answers import insist_on
from scoring.judging.metrics.regression.mae import absolute_errors
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


def weightless_fault(target: Floats, weight: Floats) -> str | None:
    return None if weight.any() else "All weights are 0. At least one row must count."


@np.errstate(invalid="ignore")
def weighted_errors(target: Floats, prediction: Floats, weight: Floats) -> Floats:
    insist_on(weightless_fault(target, weight))
    weight = weight / weight.max()  # so that no sum of weights is infinite
    errors = absolute_errors(target, prediction)
    return np.array((np.where(weight > 0, weight * errors, 0.0), weight)).T


def weighted_mean(means: Floats) -> float:
    return float(means[0] / means[1])


WMAE = Metric(
    id="wmae",
    title="Weighted mean absolute error",
    sentence="How far the predictions are off on average, where some rows count more than others.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(TRUE_NUMBER, Role(name="weight", kind=Kind.NUMBER, low=0.0, holds="how much the row counts")),
    predictions=(PREDICTED_NUMBER,),
    rows=weighted_errors,
    finish=weighted_mean,
    answers_fault=weightless_fault,
    example=Example(
        answers="id,sales,weight\na,10,1\nb,20,5\nc,30,0\n",
        submission="id,sales\na,16\nb,18\nc,99\n",
        value=16 / 6,
        words="a is off by 6 and counts once, b is off by 2 and counts five times, c does not count: "
        "(1 · 6 + 5 · 2 + 0 · 69) / (1 + 5 + 0) = 16 / 6 = 2.6667.",
    ),
)
