import math

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.regression.mae import absolute_errors
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


def largest_error(target: Floats, prediction: Floats) -> float:
    return float(absolute_errors(target, prediction).max())


MAX_ERROR = Metric(
    id="max_error",
    title="Largest error",
    sentence="How far the worst prediction is off, in the target's own unit. Nothing else counts.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(TRUE_NUMBER,),
    predictions=(PREDICTED_NUMBER,),
    score=largest_error,
    example=Example(
        answers="id,price\na,10\nb,20\nc,30\n",
        submission="id,price\na,12\nb,20\nc,26\n",
        value=4.0,
        words="The predictions are off by 2, 0 and 4. The largest of these is 4.",
    ),
)
