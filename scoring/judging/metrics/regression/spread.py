import math

import numpy as np

from scoring.judging.arrays import Floats

SMALL, LARGE = 1e-30, 1e30


def exponent(values: Floats) -> int:
    """The power of two that brings the largest value near 1, where squares would leave the range of a float; else 0."""
    largest = max(values.max(), -values.min())
    return 0 if SMALL < largest < LARGE else -math.frexp(largest)[1]


def scaled(values: Floats, exponent: int) -> Floats:
    return np.ldexp(values, exponent) if exponent else values


def centred(values: Floats) -> Floats:
    """The distances from the mean. Taking the mean of the distances off again removes the rounding of the first mean,
    which for values near 1e8 is as large as 1e-8."""
    near: Floats = values - values.mean()
    exact: Floats = near - near.mean()
    return exact
