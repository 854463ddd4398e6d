import math

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


@np.errstate(over="ignore")
def absolute_errors(target: Floats, prediction: Floats) -> Floats:
    errors = prediction - target
    return np.abs(errors, out=errors)


MAE = Metric(
    id="mae",
    title="Mean absolute error",
    sentence="How far the predictions are off on average, in the target's own unit.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(TRUE_NUMBER,),
    predictions=(PREDICTED_NUMBER,),
    rows=absolute_errors,
    example=Example(
        answers="id,price\na,10\nb,20\nc,30\n",
        submission="id,price\na,12\nb,20\nc,26\n",
        value=2.0,
        words="The predictions are off by 2, 0 and 4: 6 / 3 = 2.",
    ),
)
