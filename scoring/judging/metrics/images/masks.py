"""The columns of every metric of masks, what may be wrong with them, and the areas that all scores follow from."""

from collections.abc import Iterator

import numpy as np

from scoring.judging.arrays import Booleans, Floats, Objects
from scoring.judging.metrics.images.runs import mask
from scoring.judging.metrics.metric import Fault, Kind, Role
from scoring.judging.problems import Category

FORM = "as ‘start length start length …’, pixels counted from 1 down the columns; blank or - for no pixel"

TRUE_MASK = Role(name="target", kind=Kind.TEXT, blank=True, parse=mask, holds=f"the true mask {FORM}")
HEIGHT = Role(name="height", kind=Kind.NUMBER, low=1.0, holds="the height of the image in pixels")
WIDTH = Role(name="width", kind=Kind.NUMBER, low=1.0, holds="the width of the image in pixels")
PREDICTED_MASK = Role(
    name="prediction", kind=Kind.TEXT, blank=True, parse=mask, same_as="target", holds=f"the predicted mask {FORM}"
)
ANSWERS = (TRUE_MASK, HEIGHT, WIDTH)


def areas(target: Objects, prediction: Objects) -> Floats:
    """Three columns: pixels of the true mask, of the predicted one, and of both at once."""
    pairs = zip(target, prediction, strict=True)
    return np.array([(true.area, found.area, true.shared_with(found)) for true, found in pairs], np.float64)


def too_long(masks: Objects, height: Floats, width: Floats) -> Booleans:
    ends = np.fromiter((runs.end for runs in masks), np.float64, len(masks))
    with np.errstate(over="ignore"):  # an image without end holds any mask
        late: Booleans = ends > height * width
    return late


def answers_fault(target: Objects, height: Floats, width: Floats) -> str | None:
    if (np.floor(height) != height).any() or (np.floor(width) != width).any():
        return "The height and the width of an image must be whole numbers."
    if too_long(target, height, width).any():
        return "A true mask runs past the end of its image, which has height × width pixels."
    return None


def faults(target: Objects, height: Floats, width: Floats, prediction: Objects) -> Iterator[Fault]:
    yield Fault(
        Category.INVALID_FORMAT,
        np.flatnonzero(too_long(prediction, height, width)),
        "The mask runs past the end of its image.",
        "Keep start + length − 1 of every run within height × width, and count the pixels from 1 down the columns.",
    )
