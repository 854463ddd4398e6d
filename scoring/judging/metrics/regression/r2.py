import math

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.regression.answers import flat_fault, insist_on
from scoring.judging.metrics.regression.spread import centred, exponent, scaled
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


@np.errstate(over="ignore")
def squares(target: Floats, prediction: Floats) -> tuple[Floats, Floats]:
    """Of the errors and of the distances from the mean, in the same unit."""
    insist_on(flat_fault(target))
    power = exponent(target)
    target, prediction = scaled(target, power), scaled(prediction, power)
    return np.square(prediction - target), np.square(centred(target))


@np.errstate(over="ignore")
def explained(target: Floats, prediction: Floats) -> float:
    errors, distances = squares(target, prediction)
    return float(1.0 - errors.mean() / distances.mean())


@np.errstate(over="ignore", invalid="ignore")
def influence(target: Floats, prediction: Floats) -> Floats:
    """Of each row on 1 − A/B, with means A of squared errors and B of squared distances: (A/B · b − a) / B."""
    errors, distances = squares(target, prediction)
    whole = distances.mean()
    moved: Floats = (errors.mean() / whole * distances - errors) / whole
    return moved


R2 = Metric(
    id="r2",
    title="R² (coefficient of determination)",
    sentence="The share of the target's variation that the predictions explain: 1 is perfect, and 0 is no better than "
    "predicting the mean everywhere.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=-math.inf,
    answers=(TRUE_NUMBER,),
    predictions=(PREDICTED_NUMBER,),
    score=explained,
    influence=influence,
    answers_fault=flat_fault,
    example=Example(
        answers="id,price\na,10\nb,20\nc,30\n",
        submission="id,price\na,15\nb,20\nc,25\n",
        value=0.75,
        words="The errors are 5, 0 and −5, with squares 25, 0 and 25: together 50. The true values lie −10, 0 and 10 "
        "from their mean 20, with squares 100, 0 and 100: together 200. 1 − 50 / 200 = 0.75.",
    ),
)
