import math

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.regression.answers import insist_on
from scoring.judging.metrics.regression.mae import absolute_errors
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


def zero_fault(target: Floats) -> str | None:
    if not target.all():
        return "A true value is 0. An error has no size in proportion to 0."
    return None


@np.errstate(over="ignore")
def relative_errors(target: Floats, prediction: Floats) -> Floats:
    insist_on(zero_fault(target))
    return absolute_errors(target, prediction) / np.maximum(np.abs(target), np.finfo(np.float64).eps)


MAPE = Metric(
    id="mape",
    title="Mean absolute percentage error",
    sentence="How far the predictions are off on average, as a fraction of the true value: 0.25 means a quarter.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(TRUE_NUMBER,),
    predictions=(PREDICTED_NUMBER,),
    rows=relative_errors,
    answers_fault=zero_fault,
    example=Example(
        answers="id,price\na,10\nb,20\nc,40\n",
        submission="id,price\na,15\nb,20\nc,30\n",
        value=0.25,
        words="The predictions are off by 5 of 10, 0 of 20 and 10 of 40, which is 0.5, 0 and 0.25: 0.75 / 3 = 0.25.",
    ),
)
