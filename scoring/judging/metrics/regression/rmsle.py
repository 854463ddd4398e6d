import math
from dataclasses import replace

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.regression.rmse import root
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


def squared_log_errors(target: Floats, prediction: Floats) -> Floats:
    errors: Floats = np.log1p(prediction) - np.log1p(target)
    return np.square(errors)


RMSLE = Metric(
    id="rmsle",
    title="Root mean squared logarithmic error",
    sentence="Like the root mean squared error, but in proportion: 12 for 10 is about as bad as 120 for 100.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(replace(TRUE_NUMBER, low=0.0),),
    predictions=(replace(PREDICTED_NUMBER, low=0.0),),  # Kaggle refuses below 0, scikit-learn only from −1 down
    rows=squared_log_errors,
    finish=root,
    example=Example(
        answers="id,visitors\na,0\nb,9\nc,99\n",
        submission="id,visitors\na,0\nb,99\nc,99\n",
        value=math.log(10) / math.sqrt(3),
        words="One is added to each number: 1, 10, 100 are true, and 1, 100, 100 predicted. Only b is wrong: its "
        "logarithm is too large by ln 10 = 2.3026. The mean of 0, 5.3019 and 0 is 1.7673, and its root 1.3294.",
    ),
)
