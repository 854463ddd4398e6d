import math

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.regression.answers import flat_fault, insist_on, is_flat
from scoring.judging.metrics.regression.spread import centred, exponent, scaled
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


def distances(values: Floats) -> Floats:
    return centred(scaled(values, exponent(values)))


def correlation(target: Floats, prediction: Floats) -> float:
    """Flat predictions follow nothing: their correlation, 0/0 in the formula, counts as 0."""
    insist_on(flat_fault(target))
    if is_flat(prediction):
        return 0.0
    left, right = distances(target), distances(prediction)
    sizes = math.sqrt(np.square(left).sum() * np.square(right).sum())
    return float(np.clip((left * right).sum() / sizes, -1.0, 1.0))


def influence(target: Floats, prediction: Floats) -> Floats:
    """Of each row on r, with standardised columns u and v: uv − r(u² + v²)/2."""
    strength = correlation(target, prediction)
    if is_flat(prediction):
        return np.zeros_like(target)
    left, right = distances(target), distances(prediction)
    left, right = left / left.std(), right / right.std()
    moved: Floats = left * right - strength * (np.square(left) + np.square(right)) / 2.0
    return moved


PEARSON = Metric(
    id="pearson",
    title="Pearson correlation",
    sentence="How closely the predictions follow the true values along a straight line. Their unit does not matter.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=-1.0,
    answers=(TRUE_NUMBER,),
    predictions=(PREDICTED_NUMBER,),
    score=correlation,
    influence=influence,
    answers_fault=flat_fault,
    example=Example(
        answers="id,price\na,10\nb,20\nc,30\n",
        submission="id,price\na,1\nb,3\nc,2\n",
        value=0.5,
        words="From their means, the true values lie −10, 0 and 10, the predictions −1, 1 and 0. The products are "
        "10, 0 and 0: together 10. The squares sum to 200 and 2, and the root of 400 is 20. 10 / 20 = 0.5.",
    ),
)
