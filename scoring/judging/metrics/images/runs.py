"""Masks as runs of pixels. They are compared as they are written: an image of 100,000 × 100,000 pixels costs no more
than one of 10 × 10. (pycocotools would do this too, but counts pixels in 32 bits: 65,536 × 65,536 is too large.)"""

import re
from dataclasses import dataclass

import numpy as np

from scoring.judging.arrays import Integers
from scoring.judging.metrics.metric import FormatError

DIGITS = re.compile(r"[0-9\s]*")
LONGEST = 18  # digits: the end of a run then fits into 64 bits


@dataclass(frozen=True, eq=False, slots=True)
class Runs:
    """Pixels starts[i] up to ends[i], the latter not included; in order, none twice."""

    starts: Integers
    ends: Integers
    area: int
    end: int  # behind the last pixel; 0 for an empty mask

    @classmethod
    def of(cls, starts: Integers, sizes: Integers) -> "Runs":
        order = np.argsort(starts, kind="stable")
        starts, ends = starts[order], (starts + sizes)[order]
        if (starts[1:] < ends[:-1]).any():
            raise FormatError("Two runs of this mask overlap; a pixel may be listed once only.")
        return cls(starts, ends, int(sizes.sum()), int(ends[-1]) if len(ends) else 0)

    def before(self, places: Integers) -> Integers:
        """How many pixels of this mask lie before each place."""
        begun = np.searchsorted(self.starts, places)
        counts = np.concatenate([[0], np.cumsum(self.ends - self.starts)])[begun]
        ends = np.concatenate([[0], self.ends])[begun]
        unfinished: Integers = np.maximum(ends - places, 0)
        return counts - unfinished

    def shared_with(self, other: "Runs") -> int:
        few, many = (self, other) if len(self.starts) < len(other.starts) else (other, self)
        return int((many.before(few.ends) - many.before(few.starts)).sum())


NONE = Runs.of(np.zeros(0, np.int64), np.zeros(0, np.int64))


def mask(cell: str) -> Runs:
    """`start length start length …`: pixels are counted from 1, down the first column, then down the second."""
    if cell.strip() in ("", "-"):
        return NONE
    if not DIGITS.fullmatch(cell):
        raise FormatError("A mask is written as ‘start length start length …’ in whole numbers, or ‘-’ for no pixel.")
    words = cell.split()
    if len(words) % 2:
        raise FormatError("Each start needs a length, but this mask holds an odd count of numbers.")
    if max(map(len, words)) > LONGEST:
        raise FormatError(f"This mask holds a number of more than {LONGEST} digits.")
    numbers = np.fromiter(map(int, words), np.int64, len(words))
    starts, sizes = numbers[::2], numbers[1::2]
    if starts.min() < 1:
        raise FormatError("Pixels are counted from 1, but a run of this mask starts at 0.")
    if sizes.min() < 1:
        raise FormatError("A run of this mask has the length 0; each run holds one pixel or more.")
    return Runs.of(starts - 1, sizes)
