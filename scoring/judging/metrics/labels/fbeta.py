"""Precision, recall and the scores between them. Where nothing could be counted, the score is 0."""

from functools import partial

import numpy as np

from scoring.judging.arrays import Array, Booleans, Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.parameters import Parameter
from scoring.judging.metrics.roles import PREDICTED_BINARY, TRUE_BINARY


def count(rows: Booleans) -> int:
    return int(np.count_nonzero(rows))


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def ratio_of_means(means: Floats) -> float:
    return ratio(float(means[0]), float(means[1]))


def columns(part: Array, whole: Array) -> Floats:
    return np.stack([part, whole], axis=1).astype(np.float64)


def precision(target: Booleans, prediction: Booleans) -> float:
    return ratio(count(target & prediction), count(prediction))


def precision_rows(target: Booleans, prediction: Booleans) -> Floats:
    return columns(target & prediction, prediction)


def recall(target: Booleans, prediction: Booleans) -> float:
    return ratio(count(target & prediction), count(target))


def recall_rows(target: Booleans, prediction: Booleans) -> Floats:
    return columns(target & prediction, target)


def fbeta(target: Booleans, prediction: Booleans, beta: float) -> float:
    """(1 + β²) TP / ((1 + β²) TP + β² FN + FP): written so, the truth itself has 1 to the last digit."""
    weight, both = beta * beta, count(target & prediction)
    missed, wrong = count(target) - both, count(prediction) - both
    return ratio((1 + weight) * both, (1 + weight) * both + weight * missed + wrong)


def fbeta_rows(target: Booleans, prediction: Booleans, beta: float) -> Floats:
    weight = beta * beta
    return columns((1 + weight) * (target & prediction), weight * target + prediction)


def no_positive(target: Booleans, **_: object) -> str | None:
    return None if target.any() else "No row is positive, so every submission would score 0."


PRECISION = Metric(
    id="precision",
    title="Precision",
    sentence="Of the rows that you call positive, the share that is.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_BINARY,),
    predictions=(PREDICTED_BINARY,),
    score=precision,
    rows=precision_rows,
    finish=ratio_of_means,
    answers_fault=no_positive,
    example=Example(
        answers="id,ill\na,1\nb,1\nc,0\n",
        submission="id,ill\na,1\nb,0\nc,1\n",
        value=0.5,
        words="Two rows are called positive, a and c. One of them is: 1 / 2 = 0.5.",
    ),
)
RECALL = Metric(
    id="recall",
    title="Recall",
    sentence="Of the rows that are positive, the share that you find.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_BINARY,),
    predictions=(PREDICTED_BINARY,),
    score=recall,
    rows=recall_rows,
    finish=ratio_of_means,
    answers_fault=no_positive,
    example=Example(
        answers="id,ill\na,1\nb,1\nc,1\n",
        submission="id,ill\na,1\nb,0\nc,1\n",
        value=2 / 3,
        words="Three rows are positive. Two of them are found: 2 / 3 = 0.6667.",
    ),
)
F1 = Metric(
    id="f1",
    title="F1",
    sentence="How well the positive rows are both found and named: high only when precision and recall both are.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_BINARY,),
    predictions=(PREDICTED_BINARY,),
    score=partial(fbeta, beta=1.0),
    rows=partial(fbeta_rows, beta=1.0),
    finish=ratio_of_means,
    answers_fault=no_positive,
    example=Example(
        answers="id,ill\na,1\nb,1\nc,0\n",
        submission="id,ill\na,1\nb,1\nc,1\n",
        value=0.8,
        words="Two rows are positive, three are called so, two rightly: 2 · 2 / (2 + 3) = 0.8.",
    ),
)
FBETA = Metric(
    id="fbeta",
    title="F-beta",
    sentence="Like F1, but finding the positive rows counts beta times as much as not naming others.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_BINARY,),
    predictions=(PREDICTED_BINARY,),
    parameters=(
        Parameter(
            name="beta",
            type=float,
            default=2.0,
            low=0.0,
            high=1000.0,
            sentence="How many times recall counts as much as precision: below 1 favours precision, above 1 recall.",
        ),
    ),
    # Fractions that are summed row by row depend on the order of the rows in the last digit; counts do not.
    score=fbeta,
    rows=fbeta_rows,
    finish=ratio_of_means,
    answers_fault=no_positive,
    example=Example(
        answers="id,ill\na,1\nb,1\nc,0\n",
        submission="id,ill\na,1\nb,1\nc,1\n",
        value=10 / 11,
        words="Two positive rows are found, none is missed, one is named wrongly. With beta 2, whose square is 4: "
        "5 · 2 / (5 · 2 + 4 · 0 + 1) = 10 / 11 = 0.9091.",
        parameters={"beta": 2.0},
    ),
)
