import math

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Kind, Metric, Role
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER

SURE, FAR, ROOT = 70.0, 1000.0, math.sqrt(2.0)


@np.errstate(over="ignore")
def log_likelihoods(target: Floats, prediction: Floats, confidence: Floats) -> Floats:
    spread = np.maximum(confidence, SURE)
    errors = np.minimum(np.abs(prediction - target), FAR)
    likelihoods: Floats = -ROOT * errors / spread - (np.log(spread) + math.log(ROOT))
    return likelihoods


LAPLACE_LL = Metric(
    id="laplace_ll",
    title="Modified Laplace log-likelihood",
    sentence="How well each prediction and its stated uncertainty fit the truth: being sure pays only when right. "
    "Uncertainties below 70 count as 70, and errors above 1000 as 1000.",
    direction=Direction.HIGHER,
    best=-(math.log(SURE) + math.log(ROOT)),
    worst=-math.inf,
    answers=(TRUE_NUMBER,),
    predictions=(
        PREDICTED_NUMBER,
        Role(name="confidence", kind=Kind.NUMBER, holds="how uncertain the prediction is, in the target's unit"),
    ),
    rows=log_likelihoods,
    example=Example(
        answers="id,FVC\na,2000\nb,2500\nc,3000\n",
        submission="id,FVC,confidence\na,2000,70\nb,2500,10\nc,4500,140\n",
        value=-(math.log(70 * ROOT) * 2 + math.log(140 * ROOT) + ROOT * 1000 / 140) / 3,
        words="a and b are right, and both count with 70: −ln(70 · √2) = −4.5951. c is off by 1500, which counts as "
        "1000: −√2 · 1000 / 140 − ln(140 · √2) = −10.1015 − 5.2882 = −15.3897. The mean of the three is −8.1933.",
    ),
)
