import math

import numpy as np

from scoring.judging.arrays import Booleans, Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_PROBABILITY, TRUE_BINARY

# As on Kaggle. scikit-learn from 1.2 on clips at the machine's precision instead: a certain miss costs 36.04 there, and
# 34.54 here.
LEAST = 1e-15
MOST = 1 - 1e-15


def losses(target: Booleans, prediction: Floats) -> Floats:
    """Of one column or of several. Clipped before it is taken from 1, as the definition says: because 1 − 1e-15 is
    rounded, a certain miss costs 34.5396 on a negative row and 34.5388 on a positive one."""
    probability = np.clip(prediction, LEAST, MOST)
    # |p − 0| on positive rows and |p − 1| on negative ones: the probability that was given to what is true.
    np.subtract(probability, ~target, out=probability)
    np.abs(probability, out=probability)
    np.log(probability, out=probability)
    return np.negative(probability, out=probability)


LOGLOSS = Metric(
    id="logloss",
    title="Log loss",
    sentence="How surprised the predicted probabilities are by the truth. Being sure and wrong costs the most.",
    direction=Direction.LOWER,
    best=0.0,
    worst=-math.log(1 - MOST),
    answers=(TRUE_BINARY,),
    predictions=(PREDICTED_PROBABILITY,),
    rows=losses,
    example=Example(
        answers="id,spam\na,1\nb,0\nc,1\n",
        submission="id,spam\na,0.8\nb,0.4\nc,0\n",
        value=11.757581856663627,
        words="Row a: −ln 0.8 = 0.2231. Row b is negative and was given 1 − 0.4: −ln 0.6 = 0.5108. Row c was held to "
        "be impossible; 0 counts as 1e-15: −ln 1e-15 = 34.5388. The mean of the three is 11.7576.",
    ),
)
