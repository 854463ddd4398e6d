import numpy as np

from scoring.judging.arrays import Booleans, Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_PROBABILITY, TRUE_BINARY


def squared_errors(target: Booleans, prediction: Floats) -> Floats:
    return np.square(prediction - target)


BRIER = Metric(
    id="brier",
    title="Brier score",
    sentence="The mean squared distance between the predicted probability and what happened, which is 0 or 1.",
    direction=Direction.LOWER,
    best=0.0,
    worst=1.0,
    answers=(TRUE_BINARY,),
    predictions=(PREDICTED_PROBABILITY,),
    rows=squared_errors,
    example=Example(
        answers="id,spam\na,1\nb,0\nc,1\n",
        submission="id,spam\na,0.8\nb,0.4\nc,0\n",
        value=0.4,
        words="The distances are 0.2, 0.4 and 1. Their squares 0.04, 0.16 and 1 have the mean 0.4.",
    ),
)
