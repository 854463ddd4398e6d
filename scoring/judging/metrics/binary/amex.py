import numpy as np

from scoring.judging.arrays import Booleans, Floats
from scoring.judging.metrics.binary.ordering import ONE_CLASS, one_class
from scoring.judging.metrics.metric import Direction, Example, HostError, Metric
from scoring.judging.metrics.roles import PREDICTED_SCORE, TRUE_BINARY

NEGATIVE_WEIGHT = 20
TOP = 25  # one in 25 of the weight is 4 %


def amex(target: Booleans, prediction: Floats) -> float:
    """The score depends on the order of equal predictions. The competition left that order to an unstable sort; here
    they keep the order of the answers."""
    if one_class(target):
        raise HostError(ONE_CLASS)
    positive = target[np.argsort(-prediction, kind="stable")]
    weights = np.where(positive, 1, NEGATIVE_WEIGHT)
    found = np.cumsum(positive)
    top = np.cumsum(weights) <= int(weights.sum()) // TOP
    captured = np.count_nonzero(positive & top) / int(found[-1])
    return (gini(int(weights @ found), int(found[-1]), len(target)) + captured) / 2


def gini(weighted_found: int, positives: int, rows: int) -> float:
    """Σ w (found / positives − weight so far / whole weight) over that sum for the perfect order, both multiplied by
    2 · positives · whole weight, which leaves whole numbers: Σ w (weight so far) is (whole weight² + Σ w²) / 2 in
    every order."""
    negatives = rows - positives
    whole = positives + NEGATIVE_WEIGHT * negatives
    chance = positives * (whole**2 + positives + NEGATIVE_WEIGHT**2 * negatives)
    perfect = positives * (positives + 1) // 2 + NEGATIVE_WEIGHT * negatives * positives
    return (2 * whole * weighted_found - chance) / (2 * whole * perfect - chance)


AMEX = Metric(
    id="amex",
    title="Amex default score",
    sentence="The mean of how well all rows are ordered and of how many positive rows stand at the very top. "
    "Rows with equal predictions keep the order of the answers.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=-10.0,  # two rows in the wrong order; about −0.5 where there are many
    answers=(TRUE_BINARY,),
    predictions=(PREDICTED_SCORE,),
    score=amex,
    answers_fault=one_class,
    example=Example(
        answers="id,default\na,1\nb,0\nc,0\n",
        submission="id,default\na,0.5\nb,0.9\nc,0.5\n",
        value=-19 / 44,
        words="Negative rows weigh 20, so all weigh 41. In the order b, a, c the positive row is found after weight "
        "21. Sum over rows of weight × (share found − share of weight so far): 20 × (0 − 20/41) + 1 × (1 − 21/41) + "
        "20 × (1 − 41/41) = −380/41. In the best order a, b, c it is 440/41, and −380 / 440 = −0.8636. The top "
        "4 % of the weight, 1, holds no positive row: 0. The mean of −0.8636 and 0 is −0.4318.",
    ),
)
