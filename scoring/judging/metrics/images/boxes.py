"""Labelled boxes of one image, as a cell lists them."""

import re
from dataclasses import dataclass

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import FormatError

NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
FARTHEST = 1e9  # larger than any image, small enough that no area overflows


@dataclass(frozen=True, eq=False, slots=True)
class Boxes:
    labels: tuple[str, ...]
    confidences: Floats
    corners: Floats  # one row for each box: x1 y1 x2 y2


def predicted_boxes(cell: str) -> Boxes:
    words = cell.split()
    numbers = split(words, ("label", "confidence", "x1", "y1", "x2", "y2"))
    return Boxes(tuple(words[::6]), read(numbers[0]), corners(numbers[1:]))


def true_boxes(cell: str) -> Boxes:
    words = cell.split()
    numbers = split(words, ("label", "x1", "y1", "x2", "y2"))
    labels = tuple(words[::5])
    return Boxes(labels, np.ones(len(labels)), corners(numbers))


def split(words: list[str], fields: tuple[str, ...]) -> list[list[str]]:
    """The words of each field but the first, the label."""
    if len(words) % len(fields):
        form = " ".join(fields)
        raise FormatError(
            f"Boxes are written as ‘{form}’, again and again, so a cell holds {len(fields)} values a box."
        )
    return [words[place :: len(fields)] for place in range(1, len(fields))]


def read(words: list[str]) -> Floats:
    if not all(map(NUMBER.fullmatch, words)):
        raise FormatError("Everything in a box but its label must be a plain number, such as 12.5.")
    numbers = np.fromiter(map(float, words), np.float64, len(words))
    if not np.isfinite(numbers).all():
        raise FormatError("A number of this cell is too large.")
    return numbers


def corners(words: list[list[str]]) -> Floats:
    found = np.column_stack([read(column) for column in words])
    if (np.abs(found) > FARTHEST).any():
        raise FormatError("The corners of a box must lie between −1,000,000,000 and 1,000,000,000.")
    x1, y1, x2, y2 = found.T
    if not ((x2 > x1) & (y2 > y1) & ((x2 - x1) * (y2 - y1) > 0)).all():  # the product of tiny sides may be 0
        raise FormatError("A box needs x2 larger than x1 and y2 larger than y1.")
    return found
