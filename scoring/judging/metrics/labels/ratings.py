"""What the two kappas of ratings share. They weigh a miss by its size in the values of the ratings."""

import math

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import HostError, Kind, Role

TRUE_RATING = Role(name="target", kind=Kind.RATING, holds="the true rating, a whole number")
PREDICTED_RATING = Role(
    name="prediction", kind=Kind.RATING, same_as="target", holds="the predicted rating, a whole number"
)
EXACT = 2**26
ROOM = 300


def answers_fault(target: Floats) -> str | None:
    """With one true rating every prediction has 0, and the perfect one 0 / 0, where scikit-learn gives NaN."""
    one_rating = target.min() == target.max()
    return "All rows have the same rating, so agreement beyond chance cannot be measured." if one_rating else None


def steady(target: Floats, prediction: Floats) -> tuple[Floats, Floats]:
    """The same ratings, such that no sum over their squares overflows or loses digits. Kappas change neither with the
    zero nor with the unit. Usual ratings stay as they are: all sums over them are exact whole numbers."""
    if fault := answers_fault(target):
        raise HostError(fault)
    largest = max(abs(float(bound)) for ratings in (target, prediction) for bound in (ratings.min(), ratings.max()))
    if len(target) * largest < EXACT:
        return target, prediction
    unit = math.ldexp(1.0, max(0, math.frexp(largest)[1] - ROOM))  # a power of 2: nothing is rounded
    target, prediction = target / unit, prediction / unit
    zero = np.rint(target.mean())
    return target - zero, prediction - zero
