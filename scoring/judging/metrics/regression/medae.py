import math

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.regression.mae import absolute_errors
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


@np.errstate(over="ignore")
def median_error(target: Floats, prediction: Floats) -> float:
    return float(np.median(absolute_errors(target, prediction), overwrite_input=True))


MEDAE = Metric(
    id="medae",
    title="Median absolute error",
    sentence="Half of the predictions are off by at most this much. A few very large errors do not matter.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(TRUE_NUMBER,),
    predictions=(PREDICTED_NUMBER,),
    score=median_error,
    example=Example(
        answers="id,price\na,10\nb,20\nc,30\n",
        submission="id,price\na,12\nb,21\nc,930\n",
        value=2.0,
        words="The predictions are off by 2, 1 and 900. The middle one of 1, 2 and 900 is 2.",
    ),
)
