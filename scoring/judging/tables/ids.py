"""Bringing the rows of a submission into the order of the answers, by ids compared as text, byte for byte.

A file in the answers' own order is recognised by one comparison of bytes. Row numbers are looked up in a table. Any
other ids cost one sort: each is reduced to 64 bits (up to eight bytes to themselves, longer ones to a hash), these are
sorted, and they must be those of the answers; longer ids are then compared word by word, so that no collision can pair
two rows. All of it goes by slices of rows. Measured with `make bench`: docs/performance.md."""

from dataclasses import dataclass

import numpy as np

from scoring.judging.arrays import Booleans, Codes, Integers, Words
from scoring.judging.tables.row_numbers import RowNumbers
from scoring.judging.tables.texts import WORD, Texts, slices

ODD = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ / golden ratio: multiplying by it spreads the bits upwards
HALF = np.uint64(32)


def numbers_for(ids: Texts, words: int, seed: int) -> Words:
    """64 bits for each id, from its first `words` words."""
    numbers = np.empty(len(ids), np.uint64)
    for rows in slices(len(ids)):
        numbers[rows] = numbers_of_slice(ids, rows, words, seed)
    return numbers


def numbers_of_slice(ids: Texts, rows: slice, words: int, seed: int) -> Words:
    first = ids.word(0, rows)
    if words <= 1:
        return first
    mixed = (first ^ np.uint64(seed)) * ODD
    lengths = np.diff(ids.bounds[rows.start : rows.stop + 1])
    for number in range(1, min(words, -(-int(lengths.max()) // WORD))):
        reaching = np.flatnonzero(lengths > WORD * number)
        part = mixed[reaching]
        part ^= part >> HALF
        mixed[reaching] = (part ^ ids.word(number, rows.start + reaching)) * ODD
    mixed ^= mixed >> HALF
    return mixed


@dataclass(frozen=True)
class Alignment:
    """For each row of a submission the place of its id among the answers, −1 where it is none of them."""

    places: Codes
    size: int  # of the answers

    def rows(self) -> Integers | None:
        """Which row of the submission belongs to each row of the answers; None if the ids are not exactly the same."""
        if len(self.places) != self.size or (self.places < 0).any():
            return None
        rows = np.full(self.size, -1, np.intp)
        rows[self.places] = np.arange(self.size)
        return None if (rows < 0).any() else rows

    @property
    def extra(self) -> Integers:
        return np.flatnonzero(self.places < 0)

    @property
    def repeated(self) -> Integers:
        """The second and later rows of an id."""
        found = np.flatnonzero(self.places >= 0)
        suspects = found[self.times[self.places[found]] > 1]
        _, first = np.unique(self.places[suspects], return_index=True)
        return np.delete(suspects, first)

    @property
    def missing(self) -> Integers:
        return np.flatnonzero(self.times == 0)

    @property
    def times(self) -> Integers:
        """How often each id of the answers occurs."""
        return np.bincount(self.places[self.places >= 0], minlength=self.size)


class Ids:
    """The ids of the answers, in the answer file's order."""

    def __init__(self, ids: Texts) -> None:
        self.texts = ids
        self.words = -(-int(ids.lengths.max(initial=1)) // WORD)
        self.row_numbers = RowNumbers.among(ids)
        self.seed, self.ranked, self.sorted = self.distinct_numbers()
        self.in_order = ids.taken(self.ranked)
        self.lengths = self.in_order.lengths

    def distinct_numbers(self) -> tuple[int, Integers, Words]:
        """Hashes under the first seed for which no two ids collide; short ids are their own numbers."""
        for seed in range(100):
            numbers = numbers_for(self.texts, self.words, seed)
            order = np.argsort(numbers)
            in_order = numbers[order]
            if (in_order[1:] != in_order[:-1]).all():
                return seed, order, in_order
        raise ValueError("The ids are not unique.")

    def __len__(self) -> int:
        return len(self.texts)

    def quick_rows_of(self, ids: Texts) -> Integers | slice | None:
        """None does not mean that anything is wrong: `align` tells."""
        if len(ids) != len(self):
            return None
        if self.texts.same_as(ids):
            return slice(None)
        return self.row_numbers.rows_of(ids) if self.row_numbers else None

    def align(self, ids: Texts) -> Alignment:
        places = self.row_numbers.places_of(ids) if self.row_numbers else self.places_by_sorting(ids)
        return Alignment(places, len(self))

    def places_by_sorting(self, ids: Texts) -> Codes:
        numbers = numbers_for(ids, self.words, self.seed)
        rows = np.argsort(numbers)
        numbers = numbers[rows]
        if np.array_equal(numbers, self.sorted):
            ranks = np.arange(len(self))
        else:
            # Looking up sorted numbers is several times as fast as looking up random ones.
            ranks = np.minimum(np.searchsorted(self.sorted, numbers), len(self) - 1)
            found = self.sorted[ranks] == numbers
            rows, ranks = rows[found], ranks[found]
        places = np.full(len(ids), -1, np.int32)
        for part in slices(len(rows)):
            here, there = rows[part], ranks[part]
            places[here] = np.where(self.equal(ids, here, there), self.ranked[there], -1)
        return places

    def equal(self, ids: Texts, rows: Integers, ranks: Integers) -> Booleans:
        """Whether ids whose numbers are equal are equal letter for letter. The first word needs no look: for given
        other words each first word leads to a number of its own."""
        begins, lengths, theirs = ids.bounds[rows], self.lengths[ranks], self.in_order.bounds[ranks]
        same: Booleans = ids.bounds[rows + 1] - begins == lengths
        for number in range(1, -(-int(lengths.max()) // WORD)):
            reaching = np.flatnonzero(lengths > WORD * number)
            left = lengths[reaching] - WORD * number
            ours = ids.words_at(begins[reaching] + WORD * number, left)
            same[reaching] &= ours == self.in_order.words_at(theirs[reaching] + WORD * number, left)
        return same
