"""Tables of any length, a block of rows at a time, by the rules that hold for submissions: the same header, encoding,
quotes and archives, the same line numbers and remedies. One block is in memory, however long the file is."""

import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import numpy as np
import pyarrow as pa

from scoring.judging.arrays import Integers
from scoring.judging.problems import Category, Findings, Problem, RefusedError, refuse
from scoring.judging.tables.arrow import arrow_table
from scoring.judging.tables.blocks import Block
from scoring.judging.tables.careful import only, ragged
from scoring.judging.tables.formats import is_zip
from scoring.judging.tables.header import Header, check_names
from scoring.judging.tables.limits import Limits
from scoring.judging.tables.reading import opened
from scoring.judging.tables.source import SPREADSHEET_MEMBER, is_extra
from scoring.judging.tables.structure import Records, as_bytes, records
from scoring.opening.plan import OpeningError, SentFile

LIMITS = Limits(size=4 << 30)  # the class gets these files: they may be larger than a submission
OWN_NAMES = "Give each column a name of its own."
Tell = Callable[[float], None]  # what share of the file has been read


def nothing(_: float) -> None:
    """For those who do not ask how far reading is."""


@dataclass(frozen=True)
class Rows:
    """Whole rows of a file, one after the other. `block` holds those rows and perhaps blank lines."""

    names: tuple[str, ...]
    block: Block
    table: pa.Table
    first: int  # the number of the first of them, counted from 0

    def __len__(self) -> int:
        return len(self.table)

    def cells(self, name: str) -> pa.StringArray:
        """As they stand, but without enclosing quotes."""
        return self.table[name].chunk(0)

    @cached_property
    def found(self) -> Records:
        return records(as_bytes(self.block.text))

    @property
    def lines(self) -> Integers:
        return self.block.line + self.found.lines


def header(path: Path) -> tuple[str, ...]:
    with path.open("rb") as stream:
        return checked_names(opened(stream, LIMITS)[0])


def checked_names(found: Header) -> tuple[str, ...]:
    if len({*found.names}) < len(found.names):
        # Not which: what stands in the first line may be cells, and then answers.
        message = "The first line has the same name more than once."
        raise refuse(Category.DUPLICATE_COLUMN, message, OWN_NAMES, row=found.line)
    check_names(found, (), others_allowed=True)
    return found.names


def read_rows(path: Path, wanted: Sequence[str] | None = None, tell: Tell = nothing) -> Iterator[Rows]:
    """The cells of the wanted columns, or of all. RefusedError says where the file stops being a table."""
    size, first = max(path.stat().st_size, 1), 0
    with path.open("rb") as stream:
        found, body = opened(stream, LIMITS)
        names = checked_names(found)
        for block in body:
            rows = rows_of(block, names, names if wanted is None else wanted, first)
            first += len(rows)
            yield rows
            tell(min(stream.tell() / size, 1.0))
    if not first:
        raise refuse(
            Category.NO_ROWS, "The file has a first line, but no rows after it.", "Send the whole file.", row=1
        )


def rows_of(block: Block, names: tuple[str, ...], wanted: Sequence[str], first: int) -> Rows:
    types = dict.fromkeys(wanted or names[:1], pa.string())
    # In a file of one column only the careful way tells a row from a blank line.
    read = arrow_table(block.text, names, types) if len(names) > 1 else None
    if read is None:
        return carefully(block, names, types, first)
    return Rows(names, block, read, first)


def carefully(block: Block, names: tuple[str, ...], types: dict[str, pa.DataType], first: int) -> Rows:
    found = records(as_bytes(block.text))
    findings, whole = Findings(), found.cells == len(names)
    findings.add_each(
        Category.UNPARSEABLE, np.flatnonzero(~whole), lambda place: ragged(found, place, len(names), block.line)
    )
    findings.raise_if_any()
    read = arrow_table(only(as_bytes(block.text), found, whole), names, types)
    assert read is not None  # quotes and cells were counted
    assert len(read) == len(found.begins)
    return Rows(names, block, read, first)


def is_collection(path: Path) -> bool:
    """A zip of several files, such as images: handed on as it is, never opened."""
    with path.open("rb") as stream:
        if not is_zip(stream.read(4)):
            return False
    try:
        with ZipFile(path) as archive:
            names = [each.filename for each in archive.infolist() if not is_extra(each.filename)]
    except (BadZipFile, struct.error, NotImplementedError, OverflowError, ValueError, OSError):
        return False  # what it is instead is told where it is read
    return SPREADSHEET_MEMBER not in names and len(names) > 1


def spoken(refusal: RefusedError) -> str:
    """The first problem with its place and remedy, and how many more there are."""
    problem, more = refusal.problems[0], sum(refusal.counts.values()) - 1
    also = {0: "", 1: " There is one more problem."}.get(more, f" There are {more:,} more problems.")
    return f"{place_of(problem)}{problem.message} {problem.remedy}{also}"


def place_of(problem: Problem) -> str:
    if problem.row is None:
        return ""
    column = "" if problem.column is None else f", column “{problem.column}”"
    return f"Line {problem.row:,}{column}: "


@contextmanager
def refusals_of(file: SentFile) -> Iterator[None]:
    """Tells the instructor which file it is."""
    try:
        yield
    except RefusedError as refusal:
        raise OpeningError(f"{file.name}: {spoken(refusal)}") from refusal
