import math

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.libraries import library
from scoring.judging.metrics.metric import Direction, Example, Kind, Metric, Role
from scoring.judging.metrics.roles import TRUE_NUMBER


@np.errstate(over="ignore", under="ignore")
def bell_curve_scores(target: Floats, mu: Floats, sigma: Floats) -> Floats:
    """σ (z (2Φ(z) − 1) + 2φ(z) − 1/√π) with z = (y − μ)/σ, where 2Φ(z) − 1 = erf(z/√2) and σz = y − μ."""
    errors = target - mu
    z = errors / sigma
    density = np.exp(-np.square(z) / 2.0) / math.sqrt(2.0 * math.pi)
    scores: Floats = errors * library("scipy.special").erf(z / math.sqrt(2.0))
    return scores + sigma * (2.0 * density - 1.0 / math.sqrt(math.pi))


CRPS_GAUSSIAN = Metric(
    id="crps_gaussian",
    title="Continuous ranked probability score of a normal distribution",
    sentence="How well a predicted mean and standard deviation fit the truth: being sure pays only when right.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(TRUE_NUMBER,),
    predictions=(
        Role(name="mu", kind=Kind.NUMBER, holds="the predicted mean"),
        Role(name="sigma", kind=Kind.NUMBER, above=0.0, holds="the predicted standard deviation, more than 0"),
    ),
    rows=bell_curve_scores,
    example=Example(
        answers="id,rain\na,10\nb,20\nc,30\n",
        submission="id,mu,sigma\na,10,1\nb,20,2\nc,130,1\n",
        value=(3 * 0.2336949772551092 + 100 - 1 / math.sqrt(math.pi)) / 3,
        words="A mean that is exactly right costs 0.2337 times its standard deviation: 0.2337 for a and 0.4674 for b. "
        "A mean that is very far off costs the error less 0.5642 times the standard deviation: 100 − 0.5642 = 99.4358 "
        "for c. The mean of the three is 33.3790.",
    ),
)
