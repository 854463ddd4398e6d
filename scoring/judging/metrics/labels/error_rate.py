import numpy as np

from scoring.judging.arrays import Codes, Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_LABEL, TRUE_LABEL


def wrong(target: Codes, prediction: Codes) -> Floats:
    return np.not_equal(target, prediction).astype(np.float64)


ERROR_RATE = Metric(
    id="error_rate",
    title="Error rate",
    sentence="The share of rows whose class is wrong.",
    direction=Direction.LOWER,
    best=0.0,
    worst=1.0,
    answers=(TRUE_LABEL,),
    predictions=(PREDICTED_LABEL,),
    rows=wrong,
    example=Example(
        answers="id,animal\na,cat\nb,dog\nc,dog\n",
        submission="id,animal\na,cat\nb,cat\nc,dog\n",
        value=1 / 3,
        words="One of the three rows is wrong: 1 / 3 = 0.3333.",
    ),
)
