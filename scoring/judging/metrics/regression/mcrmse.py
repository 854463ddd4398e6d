import math
from dataclasses import replace

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


@np.errstate(over="ignore")
def squares_by_column(target: Floats, prediction: Floats) -> Floats:
    """One column after the other in memory: their means are then ten times as fast, and lose no digits."""
    errors = np.subtract(prediction.T, target.T, order="C")
    return np.square(errors, out=errors).T


def mean_of_roots(means: Floats) -> float:
    return float(np.sqrt(means).mean())


MCRMSE = Metric(
    id="mcrmse",
    title="Column-wise root mean squared error",
    sentence="The root mean squared error of each target column on its own, and then their mean.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(replace(TRUE_NUMBER, many=True, holds="the true numbers, one column for each target"),),
    predictions=(replace(PREDICTED_NUMBER, many=True, holds="the predicted numbers, one column for each target"),),
    rows=squares_by_column,
    finish=mean_of_roots,
    example=Example(
        answers="id,width,height\na,1,10\nb,2,20\nc,3,30\n",
        submission="id,width,height\na,1,13\nb,2,17\nc,3,33\n",
        value=1.5,
        words="All widths are right: 0. The heights are off by 3, −3 and 3: the mean square is 9, and its root 3. "
        "The mean of 0 and 3 is 1.5.",
    ),
)
