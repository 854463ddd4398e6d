import math

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.parameters import Parameter
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


@np.errstate(over="ignore")
def tilted_errors(target: Floats, prediction: Floats, alpha: float) -> Floats:
    short = target - prediction
    return np.maximum(alpha * short, (alpha - 1.0) * short)


PINBALL = Metric(
    id="pinball",
    title="Pinball loss",
    sentence="How well a quantile is predicted: with alpha 0.9, a prediction that is too low costs nine times as much "
    "as one that is too high by the same amount.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(TRUE_NUMBER,),
    predictions=(PREDICTED_NUMBER,),
    parameters=(
        Parameter(
            name="alpha",
            type=float,
            default=0.5,
            above=0.0,
            below=1.0,
            sentence="Which quantile is predicted: 0.9 is the value that 90 % of the rows should stay below.",
        ),
    ),
    rows=tilted_errors,
    example=Example(
        answers="id,demand\na,10\nb,20\nc,30\n",
        submission="id,demand\na,14\nb,20\nc,28\n",
        parameters={"alpha": 0.75},
        value=2.5 / 3,
        words="a is 4 too high, which costs 0.25 · 4 = 1. b is right. c is 2 too low, which costs 0.75 · 2 = 1.5. "
        "2.5 / 3 = 0.8333.",
    ),
)
