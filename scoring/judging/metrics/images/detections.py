"""Average precision of labelled boxes by COCO's rules, as pycocotools has them: its COCOeval prints, visits every image
with every class in Python loops, and overlooks boxes of more than 10¹⁰ pixels."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.judging.arrays import Booleans, Floats, Integers, Objects

# Made as pycocotools makes them, so that the same cases count as reached: some are not the numbers nearest 0.9, 0.35 …
OVERLAPS = np.linspace(0.5, 0.95, 10)
RECALLS = np.linspace(0.0, 1.0, 101)
MOST = 100  # predicted boxes that count for an image and a class: the most confident


@dataclass(frozen=True)
class Listing:
    """Boxes of many images, one after the other: by group (a class in an image), then by falling confidence."""

    groups: Integers  # class · images + image
    confidences: Floats
    corners: Floats

    @classmethod
    def of(cls, images: Objects, classes: Mapping[str, int], most: int | None = None) -> "Listing":
        codes = np.array([classes.get(label, -1) for boxes in images for label in boxes.labels], np.int64)
        image = np.repeat(np.arange(len(images)), [len(boxes.labels) for boxes in images])
        groups = codes * len(images) + image
        confidences = np.concatenate([boxes.confidences for boxes in images])
        order = np.lexsort((-confidences, groups))  # stable: of equal confidences, the one listed first
        order = order[codes[order] >= 0]
        if most is not None:
            sorted_groups = groups[order]
            order = order[np.arange(len(order)) - np.searchsorted(sorted_groups, sorted_groups) < most]
        return cls(groups[order], confidences[order], np.concatenate([boxes.corners for boxes in images])[order])


def overlaps(found: Floats, true: Floats) -> Floats:
    """Intersection over union of each predicted box (rows) with each true box (columns)."""
    sides = np.minimum(found[:, None, 2:], true[:, 2:]) - np.maximum(found[:, None, :2], true[:, :2])
    both = np.maximum(sides, 0.0).prod(axis=2)
    areas = [(corners[:, 2:] - corners[:, :2]).prod(axis=1) for corners in (found, true)]
    shares: Floats = both / (areas[0][:, None] + areas[1] - both)
    return shares


def matched(found: Floats, true: Floats) -> Booleans:
    """Which predicted boxes hit a true one (thresholds × boxes). The most confident choose first, each the true box
    that it covers best among those still free; of equals, the one listed last."""
    hits = np.zeros((len(OVERLAPS), len(found)), np.bool_)
    free = np.ones((len(OVERLAPS), len(true)), np.bool_)
    covered = overlaps(found, true)
    for place in np.flatnonzero(covered.max(axis=1) >= OVERLAPS[0]):
        fits = np.where(free & (covered[place] >= OVERLAPS[:, None]), covered[place], 0.0)
        best = len(true) - 1 - fits[:, ::-1].argmax(axis=1)
        hits[:, place] = fits[np.arange(len(OVERLAPS)), best] > 0
        free[hits[:, place], best[hits[:, place]]] = False
    return hits


def all_matched(found: Listing, true: Listing) -> Booleans:
    hits = np.zeros((len(OVERLAPS), len(found.groups)), np.bool_)
    shared = np.intersect1d(found.groups, true.groups)
    bounds = [np.searchsorted(listing.groups, [shared, shared + 1]).T for listing in (found, true)]
    for (first, last), (true_first, true_last) in zip(*bounds, strict=True):
        hits[:, first:last] = matched(found.corners[first:last], true.corners[true_first:true_last])
    return hits


def average_precision(hits: Booleans, count: int) -> float:
    """`hits` of one class by falling confidence, `count` true boxes: for each recall the best precision at that recall
    or more, 0 where it is not reached; the mean over recalls and thresholds."""
    right = hits.cumsum(axis=1)
    precisions = right / np.arange(1, hits.shape[1] + 1)
    best = np.maximum.accumulate(precisions[:, ::-1], axis=1)[:, ::-1]
    reached = [np.searchsorted(recall, RECALLS) for recall in right / count]
    return float(np.mean([np.append(row, 0.0)[places] for row, places in zip(best, reached, strict=True)]))
