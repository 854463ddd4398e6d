from typing import Any

import numpy as np

from scoring.judging.arrays import Objects
from scoring.judging.metrics.images.boxes import predicted_boxes, true_boxes
from scoring.judging.metrics.images.detections import MOST, Listing, all_matched, average_precision
from scoring.judging.metrics.metric import Direction, Example, HostError, Kind, Metric, Role

NO_BOX = "The answers of this part hold no box, so no class can be scored."


def mean_average_precision(target: Objects, prediction: Objects) -> float:
    """The mean over the classes of the truth. Boxes of equal confidence come in the order of the answers' rows."""
    labels = sorted({label for boxes in target for label in boxes.labels})
    if not labels:
        raise HostError(NO_BOX)
    classes = {label: code for code, label in enumerate(labels)}
    true, found = Listing.of(target, classes), Listing.of(prediction, classes, most=MOST)
    hits = all_matched(found, true)
    starts = np.arange(len(classes) + 1) * len(target)
    counts = np.diff(np.searchsorted(true.groups, starts))
    bounds = np.searchsorted(found.groups, starts)
    scores = []
    for first, last, count in zip(bounds[:-1], bounds[1:], counts, strict=True):
        surest_first = np.argsort(-found.confidences[first:last], kind="stable")
        scores.append(average_precision(hits[:, first:last][:, surest_first], count))
    return float(np.mean(scores))


def without_boxes(target: Objects, **_: Any) -> str | None:
    return None if any(boxes.labels for boxes in target) else NO_BOX


COCO_MAP = Metric(
    id="coco_map",
    title="COCO mean average precision",
    sentence="How well predicted boxes find the true ones of each class, counting the more confident boxes first and "
    "asking for closer and closer fits, from 0 to 1.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(
        Role(
            name="target",
            kind=Kind.TEXT,
            blank=True,
            parse=true_boxes,
            holds="the true boxes as ‘label x1 y1 x2 y2’, again and again; blank for no box",
        ),
    ),
    predictions=(
        Role(
            name="prediction",
            kind=Kind.TEXT,
            blank=True,
            parse=predicted_boxes,
            same_as="target",
            holds="the predicted boxes as ‘label confidence x1 y1 x2 y2’, again and again; blank for no box",
        ),
    ),
    score=mean_average_precision,
    answers_fault=without_boxes,
    example=Example(
        answers="id,boxes\na,cat 0 0 10 10\nb,cat 0 0 10 10 dog 20 20 30 30\nc,\n",
        submission="id,boxes\na,cat 0.9 0 0 10 10\nb,dog 0.5 20 20 30 26\nc,cat 0.8 5 5 6 6\n",
        value=(51 / 101 + 3 / 10) / 2,
        words="cat: the most confident box is right and finds one of two cats, so precision is 1 at the recalls from 0 "
        "to 0.50, which are 51 of 101, and 0 beyond; the other cat is never found, and the wrong box comes too late to "
        "harm. dog: the box covers 0.6 of the true one, a fit for 3 of the 10 limits 0.50, 0.55, 0.60 … 0.95. "
        "(0.5050 + 0.3) / 2 = 0.4025.",
    ),
)
