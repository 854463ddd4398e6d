"""Columns of text as Arrow holds them: one run of bytes and where each cell begins in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from scoring.judging.arrays import Bytes, Integers, Words

WORD = 8
SLICE = 1 << 16  # rows at a time: what is made on the way stays in the processor's cache, and is never large
FAR = 1 << 31  # bytes: beyond, places in them need 64 bits
MASKS = np.array([(1 << (WORD * kept)) - 1 for kept in range(WORD)] + [2**64 - 1], np.uint64)  # keep the first bytes


def slices(rows: int) -> Iterator[slice]:
    return (slice(begin, min(begin + SLICE, rows)) for begin in range(0, rows, SLICE))


@dataclass(frozen=True)
class Texts:
    """`bounds` has one entry more than there are cells. Eight zeros follow the data, so that any word can be read."""

    data: Bytes
    bounds: Integers

    @classmethod
    def of(cls, columns: Sequence[pa.Array]) -> "Texts":
        whole = sum(column.nbytes for column in columns)
        small = np.int32 if whole < FAR else np.int64
        parts, bounds, size = [], [np.zeros(1, small)], 0
        for column in columns:
            _, offsets, data = column.buffers()
            offset_type = np.int64 if pa.types.is_large_string(column.type) else np.int32
            ends = np.frombuffer(offsets, offset_type)[column.offset : column.offset + len(column) + 1]
            first, last = (int(ends[0]), int(ends[-1])) if len(column) else (0, 0)
            parts.append(np.frombuffer(data, np.uint8)[first:last])
            bounds.append((ends[1:] + (size - first)).astype(small, copy=False))
            size += last - first
        return cls(np.concatenate([*parts, np.zeros(WORD, np.uint8)]), np.concatenate(bounds))

    @property
    def lengths(self) -> Integers:
        return np.diff(self.bounds)

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def __getitem__(self, row: int) -> str:
        return self.data[self.bounds[row] : self.bounds[row + 1]].tobytes().decode()

    def taken(self, rows: Integers) -> "Texts":
        """Those cells, in that order."""
        return Texts.of([self.column.take(pa.array(rows))])

    @property
    def column(self) -> pa.Array:
        kind = pa.StringArray if self.bounds.dtype == np.int32 else pa.LargeStringArray
        return kind.from_buffers(len(self), pa.py_buffer(self.bounds), pa.py_buffer(self.data))

    @property
    def size(self) -> int:
        return int(self.bounds[-1])

    def same_as(self, other: "Texts") -> bool:
        return np.array_equal(self.bounds, other.bounds) and np.array_equal(self.data, other.data)

    def word(self, number: int, rows: Integers | slice = slice(None)) -> Words:
        """The bytes 8·number … 8·number + 7 of each cell as one number, zeros after the cell's end."""
        begins = self.bounds[:-1][rows] + WORD * number
        return self.words_at(begins, self.bounds[1:][rows] - begins)

    def words_at(self, begins: Integers, left: Integers) -> Words:
        """The eight bytes that begin there as one number, zeros for those beyond what is left of the cell."""
        anywhere: Words = np.ndarray((len(self.data) - WORD + 1,), np.dtype("<u8"), self.data.data, strides=(1,))
        words: Words = anywhere[np.minimum(begins, len(self.data) - WORD)]
        words &= MASKS[np.clip(left, 0, WORD)]
        return words
