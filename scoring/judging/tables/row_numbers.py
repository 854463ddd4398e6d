"""Ids that are the numbers of rows, or nearly so: they need no sorting."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Booleans, Codes, Integers
from scoring.judging.tables.texts import Texts, slices

SPARSEST = 4  # the table of row numbers has at most so many places for each
ZERO = np.uint8(ord("0"))
MOST_DIGITS = 18  # always fit 64 bits


def whole_numbers(ids: Texts, rows: slice) -> Integers:
    """Ids as numbers where they are written as people write them, −1 for all others, be it for a leading zero, a sign
    or a letter."""
    begins, cells = ids.bounds[rows], ids.column[rows]
    lengths = np.diff(ids.bounds[rows.start : rows.stop + 1])
    plain = (lengths == 1) | ((ids.data[begins] != ZERO) & (lengths > 0) & (lengths <= MOST_DIGITS))
    if not plain.all():
        cells = cells.filter(pa.array(plain))
    others = not_in_digits(cells)
    if others is not None:
        plain[plain] = ~others
        cells = cells.filter(pa.array(~others))
    values: Integers = pc.cast(cells, pa.int64()).to_numpy()
    if len(values) == len(plain):
        return values
    numbers = np.full(len(plain), -1)
    numbers[plain] = values
    return numbers


def not_in_digits(cells: pa.Array) -> Booleans | None:
    """Which of the cells hold other bytes than digits, if any do."""
    texts = Texts.of([cells])
    strange = texts.data[: texts.size] - ZERO > 9  # unsigned: what lies below "0" comes out far above it
    if not strange.any():
        return None
    before = np.append(0, np.cumsum(strange, dtype=np.int32))[texts.bounds]
    found: Booleans = before[1:] > before[:-1]
    return found


class RowNumbers:
    """Ids that are whole numbers lying close together, as row numbers do: a number is its own place in a small table,
    and nothing needs sorting."""

    def __init__(self, numbers: Integers) -> None:
        self.first, self.size = int(numbers.min()), int(np.ptp(numbers)) + 1
        self.table = np.full(self.size + 1, -1, np.int32)  # one more, for all that lies outside
        self.table[numbers - self.first] = np.arange(len(numbers))
        self.numbers = None if (np.diff(numbers) == 1).all() else numbers - self.first

    @classmethod
    def among(cls, ids: Texts) -> "RowNumbers | None":
        numbers = np.concatenate([np.empty(0, np.int64), *(whole_numbers(ids, rows) for rows in slices(len(ids)))])
        if not len(ids) or numbers.min() < 0 or np.ptp(numbers) > SPARSEST * len(numbers):
            return None
        return cls(numbers)

    def rows_of(self, ids: Texts) -> Integers | None:
        """Which row of the submission holds each id, if each has one. Its own way, because nearly all files go it:
        through `places_of` and `Alignment.rows` a whole judgement costs a sixth more."""
        rows = np.full(self.size, -1, np.intp)
        for part in slices(len(ids)):
            numbers = whole_numbers(ids, part) - self.first
            if numbers.min() < 0 or numbers.max() >= self.size:
                return None
            rows[numbers] = np.arange(part.start, part.stop)
        rows = rows if self.numbers is None else rows[self.numbers]
        return None if rows.min() < 0 else rows

    def places_of(self, ids: Texts) -> Codes:
        places = np.empty(len(ids), np.int32)
        for rows in slices(len(ids)):
            numbers = whole_numbers(ids, rows) - self.first
            numbers[(numbers < 0) | (numbers > self.size)] = self.size
            places[rows] = self.table.take(numbers)
        return places
