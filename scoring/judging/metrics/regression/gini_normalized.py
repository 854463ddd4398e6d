import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.regression.answers import flat_fault, insist_on
from scoring.judging.metrics.regression.spread import centred, exponent, scaled
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


def lift(ordered: Floats) -> float:
    """G times the sum of the target, which cancels in the ratio: with rows from the highest score down, i = 0 … n−1,
    the sum of cumulative sums is Σ (n − i) yᵢ, and n − i − (n+1)/2 is the distance of place i from the middle."""
    middle = (len(ordered) - 1) / 2
    return float(((middle - np.arange(len(ordered))) * ordered).sum())


def normalized_gini(target: Floats, prediction: Floats) -> float:
    insist_on(flat_fault(target))
    # The same distances from the mean for both: G does not change, and large offsets cost no digits.
    distances = centred(scaled(target, exponent(target)))
    order = np.argsort(-prediction, kind="stable")  # equal predictions stay in the order of the answers
    return float(np.clip(lift(distances[order]) / lift(np.sort(distances)[::-1]), -1.0, 1.0))


GINI_NORMALIZED = Metric(
    id="gini_normalized",
    title="Normalized Gini coefficient",
    sentence="Sort the rows by prediction, highest first: how early the large true values come, compared with the best "
    "possible order. Rows with equal predictions stay in the order of the answer file.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=-1.0,
    answers=(TRUE_NUMBER,),
    predictions=(PREDICTED_NUMBER,),
    score=normalized_gini,
    answers_fault=flat_fault,
    example=Example(
        answers="id,loss\na,0\nb,1\nc,3\n",
        submission="id,loss\na,0.2\nb,0.9\nc,0.5\n",
        value=1 / 3,
        words="By prediction the true values come as 1, 3, 0. Their cumulative shares are 1/4, 4/4 and 4/4: 2.25, less "
        "(3 + 1) / 2 = 2, is 0.25. The best order 3, 1, 0 has the shares 3/4, 4/4 and 4/4: 2.75 − 2 = 0.75. "
        "0.25 / 0.75 = 0.3333.",
    ),
)
