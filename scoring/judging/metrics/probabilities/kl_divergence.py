import math
from collections.abc import Iterable

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.binary.logloss import LEAST, MOST
from scoring.judging.metrics.metric import Direction, Example, Fault, Kind, Metric, Role
from scoring.judging.metrics.probabilities.sums import away_from_one, row_sums
from scoring.judging.problems import Category


def divergences(target: Floats, prediction: Floats) -> Floats:
    """Σ y ln(y / p). Where y is 0 the term is 0, which y = p inside the logarithm gives without a special case."""
    clipped = np.clip(prediction, LEAST, MOST)
    ratio = np.where(target > 0, target, clipped) / clipped
    return row_sums(target * np.log(ratio))


def wrong_sums(prediction: Floats, **_: object) -> Iterable[Fault]:
    places = away_from_one(prediction)
    if len(places):
        yield Fault(
            Category.ROW_SUM,
            places,
            "The probabilities of this row do not sum to 1.",
            "Divide each row by its sum before you write the file, and write enough digits.",
        )


def truth_fault(target: Floats) -> str | None:
    wrong = len(away_from_one(target))
    return "In some rows of the answers the true probabilities do not sum to 1." if wrong else None


KL_DIVERGENCE = Metric(
    id="kl_divergence",
    title="Kullback–Leibler divergence",
    sentence="How far the predicted probabilities of a row are from the true shares, on average over the rows. "
    "Being sure and wrong costs the most.",
    direction=Direction.LOWER,
    best=0.0,
    worst=-math.log(LEAST),
    answers=(
        Role(
            name="target",
            kind=Kind.NUMBER,
            many=True,
            low=0.0,
            high=1.0,
            holds="one column for each class: its true share of the row",
        ),
    ),
    predictions=(
        Role(
            name="prediction",
            kind=Kind.NUMBER,
            many=True,
            same_as="target",
            low=0.0,
            high=1.0,
            holds="one column for each class: its predicted share of the row",
        ),
    ),
    rows=divergences,
    answers_fault=truth_fault,
    faults=wrong_sums,
    example=Example(
        answers="id,seizure,other\na,0.5,0.5\nb,1,0\nc,0.5,0.5\n",
        submission="id,seizure,other\na,0.5,0.5\nb,0.8,0.2\nc,0.8,0.2\n",
        value=0.14876236754280655,
        words="Row a is exact: 0. Row b: 1 × ln(1 / 0.8) = 0.2231, and the other class, whose true share is 0, adds "
        "nothing. Row c: 0.5 × ln(0.5 / 0.8) + 0.5 × ln(0.5 / 0.2) = 0.2231. The mean of the three is 0.1488.",
    ),
)
