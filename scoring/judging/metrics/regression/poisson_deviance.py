import math
from dataclasses import replace

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


@np.errstate(over="ignore")
def deviances(target: Floats, prediction: Floats) -> Floats:
    # ln y − ln p, because y / p may leave the range of a float. Where y is 0, y ln y is 0.
    logarithms = np.log(target, out=np.zeros_like(target), where=target > 0) - np.log(prediction)
    parts: Floats = target * logarithms - target + prediction
    return 2.0 * np.maximum(parts, 0.0)  # rounding may leave −1e-16 where prediction and truth nearly agree


POISSON_DEVIANCE = Metric(
    id="poisson_deviance",
    title="Mean Poisson deviance",
    sentence="For counts: the same error weighs less where the count is large, because large counts vary more.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(replace(TRUE_NUMBER, low=0.0, holds="the true count"),),
    predictions=(replace(PREDICTED_NUMBER, above=0.0, holds="the expected count"),),
    rows=deviances,
    example=Example(
        answers="id,claims\na,0\nb,2\nc,1\n",
        submission="id,claims\na,0.5\nb,2\nc,2\n",
        value=(1.0 + 0.0 + 2.0 * (1.0 - math.log(2.0))) / 3,
        words="a: nothing happened, 2 · 0.5 = 1. b is right: 0. c: 2 · (1 · ln(1/2) − 1 + 2) = 2 · 0.3069 = 0.6137. "
        "1.6137 / 3 = 0.5379.",
    ),
)
