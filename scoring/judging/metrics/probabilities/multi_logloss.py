import math
from collections.abc import Iterable

import numpy as np

from scoring.judging.arrays import Codes, Floats
from scoring.judging.metrics.binary.logloss import LEAST, MOST
from scoring.judging.metrics.metric import Direction, Example, Fault, Metric, UndefinedError
from scoring.judging.metrics.probabilities.sums import row_sums
from scoring.judging.metrics.roles import PREDICTED_PROBABILITIES, TRUE_CLASS
from scoring.judging.problems import Category

EMPTY_ROW = "The probabilities of this row are all 0, so they cannot be divided by their sum."


def losses(target: Codes, prediction: Floats) -> Floats:
    """Divided by the row's sum, then clipped, as on Kaggle. scikit-learn from 1.5 on divides no more and only warns.
    Of each row only the one probability that counts is divided."""
    whole = row_sums(prediction)
    if not whole.all():
        raise UndefinedError(EMPTY_ROW)
    if np.isinf(whole).any():
        return losses(target, prediction / prediction.max(axis=1, keepdims=True))
    share = prediction[np.arange(len(target)), target]
    share /= whole
    np.clip(share, LEAST, MOST, out=share)
    np.log(share, out=share)
    return np.negative(share, out=share)


def empty_rows(prediction: Floats, **_: object) -> Iterable[Fault]:
    places = np.flatnonzero(row_sums(prediction) == 0)
    if len(places):
        yield Fault(Category.ROW_SUM, places, EMPTY_ROW, "Give at least one class of the row a probability above 0.")


MULTI_LOGLOSS = Metric(
    id="multi_logloss",
    title="Log loss over several classes",
    sentence="How surprised the predicted probabilities are by the true class. Each row is first divided by its sum. "
    "Being sure and wrong costs the most.",
    direction=Direction.LOWER,
    best=0.0,
    worst=-math.log(LEAST),
    answers=(TRUE_CLASS,),
    predictions=(PREDICTED_PROBABILITIES,),
    rows=losses,
    faults=empty_rows,
    example=Example(
        answers="id,animal\na,dog\nb,cat\nc,bird\n",
        submission="id,bird,cat,dog\na,1,1,2\nb,0.2,0.6,0.2\nc,0,0.5,0.5\n",
        value=11.914249733078874,
        words="Row a sums to 4, so dog has 2 / 4: −ln 0.5 = 0.6931. Row b: −ln 0.6 = 0.5108. In row c the true class "
        "was held to be impossible; 0 counts as 1e-15: −ln 1e-15 = 34.5388. The mean of the three is 11.9142.",
    ),
)
