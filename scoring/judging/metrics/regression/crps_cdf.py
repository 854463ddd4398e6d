from collections.abc import Iterator

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Fault, Kind, Metric, Role
from scoring.judging.metrics.roles import TRUE_NUMBER
from scoring.judging.problems import Category


def squared_gaps(target: Floats, prediction: Floats) -> Floats:
    reached = np.arange(prediction.shape[1]) >= target[:, np.newaxis]
    gaps: Floats = np.square(prediction - reached).mean(axis=1)
    return gaps


def falling(prediction: Floats, **_: object) -> Iterator[Fault]:
    places = np.flatnonzero((prediction[:, 1:] < prediction[:, :-1]).any(axis=1))
    if len(places):
        yield Fault(
            category=Category.OUT_OF_RANGE,
            places=places,
            message="The probabilities of this row fall from one column to the next.",
            remedy="Each column holds the probability that the value is at most the column's number, "
            "so it must be at least as large as the column before it. In numpy: np.maximum.accumulate(p, axis=1).",
        )


CRPS_CDF = Metric(
    id="crps_cdf",
    title="Continuous ranked probability score of a step curve",
    sentence="How close each row's curve of probabilities is to the perfect one, which jumps from 0 to 1 at the truth.",
    direction=Direction.LOWER,
    best=0.0,
    worst=1.0,
    answers=(TRUE_NUMBER,),
    predictions=(
        Role(
            name="prediction",
            kind=Kind.NUMBER,
            many=True,
            low=0.0,
            high=1.0,
            holds="one column for each of 0, 1, 2 and so on: the probability that the value is at most that number",
        ),
    ),
    rows=squared_gaps,
    faults=falling,
    example=Example(
        answers="id,volume\na,1\nb,0\nc,2\n",
        submission="id,P0,P1,P2\na,0,0.5,1\nb,1,1,1\nc,0.5,0.5,1\n",
        columns={"prediction": ("P0", "P1", "P2")},
        value=0.75 / 9,
        words="For a, the perfect curve is 0, 1, 1, and the squares of the gaps are 0, 0.25 and 0. b is perfect. "
        "For c, the perfect curve is 0, 0, 1, and the squares are 0.25, 0.25 and 0. 0.75 over 9 cells is 0.0833.",
    ),
)
