import math

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


@np.errstate(over="ignore")  # beyond 1e154 the score is infinite, which no verdict lets pass
def squared_errors(target: Floats, prediction: Floats) -> Floats:
    errors = prediction - target
    return np.square(errors, out=errors)


def root(means: Floats) -> float:
    return math.sqrt(means[0])


RMSE = Metric(
    id="rmse",
    title="Root mean squared error",
    sentence="The typical size of an error in the target's own unit. Large errors weigh more than small ones.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(TRUE_NUMBER,),
    predictions=(PREDICTED_NUMBER,),
    rows=squared_errors,
    finish=root,
    example=Example(
        answers="id,price\na,10\nb,20\nc,30\n",
        submission="id,price\na,12\nb,20\nc,27\n",
        value=2.0816659994661326,
        words="The errors are 2, 0 and −3. Their squares 4, 0 and 9 have the mean 4.333…, and its root is 2.0817.",
    ),
)
