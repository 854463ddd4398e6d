import numpy as np

from scoring.judging.arrays import Codes, Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_LABEL, TRUE_LABEL


def right(target: Codes, prediction: Codes) -> Floats:
    return np.equal(target, prediction).astype(np.float64)


ACCURACY = Metric(
    id="accuracy",
    title="Accuracy",
    sentence="The share of rows whose class is exactly right.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_LABEL,),
    predictions=(PREDICTED_LABEL,),
    rows=right,
    example=Example(
        answers="id,animal\na,cat\nb,dog\nc,dog\n",
        submission="id,animal\na,cat\nb,cat\nc,dog\n",
        value=2 / 3,
        words="Two of the three rows are right: 2 / 3 = 0.6667.",
    ),
)
