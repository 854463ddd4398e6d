import numpy as np

from scoring.judging.arrays import Booleans, Floats
from scoring.judging.metrics.binary.ordering import ordered
from scoring.judging.metrics.metric import Direction, Example, HostError, Metric
from scoring.judging.metrics.roles import PREDICTED_SCORE, TRUE_BINARY

NO_POSITIVE = "This part of the answers holds no positive row, and the score looks at how positive rows are found."


def no_positive(target: Booleans, **_: object) -> str | None:
    return None if target.any() else NO_POSITIVE


def average_precision(target: Booleans, prediction: Floats) -> float:
    """Each positive row counts the precision among the rows that score at least as high. Rows with equal scores are
    taken together, so their order does not matter."""
    if not target.any():
        raise HostError(NO_POSITIVE)
    rows = ordered(target, prediction)
    starts = np.flatnonzero(rows.first)
    found = (np.cumsum(rows.positive[::-1])[::-1])[starts]
    precision = found / (len(target) - starts)
    return float(-np.diff(found, append=0) @ precision / found[0])


AVERAGE_PRECISION = Metric(
    id="average_precision",
    title="Average precision",
    sentence="How pure the top of the list is, on average, at each place where a positive row is found.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_BINARY,),
    predictions=(PREDICTED_SCORE,),
    score=average_precision,
    answers_fault=no_positive,
    example=Example(
        answers="id,spam\na,1\nb,0\nc,1\n",
        submission="id,spam\na,0.9\nb,0.8\nc,0.8\n",
        value=5 / 6,
        words="Row a is found first: 1 of 1 is positive. Rows b and c have the same score and are taken together: "
        "2 of 3 are positive. Each of the two steps finds half of the positive rows: (1 + 2/3) / 2 = 0.8333.",
    ),
)
