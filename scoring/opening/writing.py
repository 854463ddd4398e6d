"""Rows of a file written anew with other columns and in another order, their cells letter for letter as they were."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np
import pyarrow as pa

from scoring.judging.arrays import Booleans, Integers
from scoring.judging.tables.structure import COMMA, QUOTE, as_bytes
from scoring.opening.reading import Rows
from scoring.opening.words import joined

ROWS_AT_ONCE = 50_000
BYTES_AT_ONCE = 4 << 20
LINE_END = pa.scalar("\n", pa.large_string())


def first_line(names: Sequence[str]) -> bytes:
    line = StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(names)  # told of both, it quotes names that hold either
    return line.getvalue().removesuffix("\r\n").encode() + b"\n"


def cells_of(rows: Rows, columns: Sequence[int]) -> pa.LargeStringArray:
    """Those columns of each row, counted from 0 and in rising order, with the commas between them."""
    text, found = as_bytes(rows.block.text), rows.found
    commas = text == COMMA
    if b'"' in rows.block.text:
        commas &= np.cumsum(text == QUOTE, dtype=np.uint8) % 2 == 0
    inner = np.flatnonzero(commas).reshape(len(found.begins), len(rows.names) - 1)
    firsts = [place for place in columns if place - 1 not in columns]  # of columns side by side
    lasts = [place for place in columns if place + 1 not in columns]
    begins = np.column_stack((found.begins, inner + 1))[:, firsts]
    ends = np.column_stack((inner, found.ends))[:, lasts]
    ends[:, :-1] += 1  # the comma after the cell
    steps = np.zeros(len(text) + 1, np.int8)
    steps[begins.ravel()] += 1
    steps[ends.ravel()] -= 1
    kept = text[np.cumsum(steps[:-1], dtype=np.int8).view(bool)]
    return large_strings(np.cumsum((ends - begins).sum(axis=1)), kept)


def large_strings(ends: Integers, data: object) -> pa.LargeStringArray:
    return pa.LargeStringArray.from_buffers(len(ends), pa.py_buffer(np.append(0, ends)), pa.py_buffer(data))


def bytes_of(cells: pa.LargeStringArray) -> memoryview:
    """The cells one after the other. They must not be a slice."""
    data = cells.buffers()[2]
    return memoryview(b"" if data is None else data)


def ended(lines: pa.LargeStringArray) -> pa.LargeStringArray:
    return joined(lines, LINE_END, by="")


class Shelf:
    """Rows laid down in a file of their own, to be taken up in another order: only where each begins is in memory."""

    def __init__(self, path: Path) -> None:
        self.path, self.size, self.ends = path, 0, [np.zeros(0, np.int64)]

    def __enter__(self) -> Self:
        self.stream: BinaryIO = self.path.open("w+b")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.stream.close()
        self.path.unlink()

    def lay(self, cells: pa.LargeStringArray, which: Booleans) -> None:
        chosen = cells.filter(pa.array(which))
        ends = np.frombuffer(chosen.buffers()[1], np.int64)[1 : len(chosen) + 1]
        self.ends.append(ends + self.size)
        self.size += self.stream.write(bytes_of(chosen))

    def take(self, order: Integers) -> Iterator[tuple[slice, pa.LargeStringArray]]:
        """Some rows at a time, and which part of the order they are."""
        self.stream.flush()
        ends = np.concatenate(self.ends)
        rows = max(1, min(ROWS_AT_ONCE, BYTES_AT_ONCE * len(ends) // max(self.size, 1)))
        data = mmap(self.stream.fileno(), 0, access=ACCESS_READ) if self.size else b""
        cells = large_strings(ends, data)
        for begin in range(0, len(order), rows):
            part = slice(begin, min(begin + rows, len(order)))
            yield part, cells.take(pa.array(order[part]))


def write_rows(stream: BinaryIO, *columns: pa.Array) -> None:
    lines = joined(*(column.cast(pa.large_string()) for column in columns))
    stream.write(bytes_of(ended(lines)))
