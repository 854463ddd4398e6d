"""What a submission must look like, and reading one: aligned arrays, or everything that is wrong with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from scoring.judging.arrays import Array, Integers, stacked
from scoring.judging.metrics.metric import Role
from scoring.judging.problems import ADD_ROWS, Category, Problem
from scoring.judging.tables.columns import MakeColumn
from scoring.judging.tables.ids import Alignment, Ids
from scoring.judging.tables.limits import Limits
from scoring.judging.tables.reading import read_table
from scoring.judging.tables.table import Table, shown
from scoring.judging.tables.texts import Texts

Rows = Integers | slice
EXTRA_REMEDY = "Take the ids from the sample submission, letter for letter: they are text, so 7, 07 and 7.0 differ."


@dataclass(frozen=True)
class Expected:
    """The ids and columns of a submission. `columns` goes from the name of a column to what makes its reader."""

    id_name: str
    ids: Ids
    columns: Mapping[str, MakeColumn]

    @property
    def header(self) -> tuple[str, ...]:
        return (self.id_name, *self.columns)


@dataclass(frozen=True)
class Submission:
    """A file in which every cell is sound and the ids are exactly those expected. `rows` says which of its rows belongs
    to each expected id."""

    table: Table
    rows: Rows

    def column(self, name: str) -> Array:
        (column,) = self.columns([name], slice(None))
        return column

    def columns(self, names: Sequence[str], order: Rows) -> list[Array]:
        """In that order of the expected rows, which saves bringing each column into order twice."""
        rows = order if isinstance(self.rows, slice) else self.rows[order]
        return [self.table.array(name)[rows] for name in names]

    def arrays(
        self, roles: Iterable[Role], names: Mapping[str, Sequence[str]], order: Rows = slice(None)
    ) -> dict[str, Array]:
        """What a metric's functions take for these roles, whose columns have these names."""
        columns = {role: self.columns(names[role.name], order) for role in roles}
        return {role.name: stacked(found) if role.many else found[0] for role, found in columns.items()}

    def file_rows(self, places: Integers) -> Integers:
        """Which rows of the file hold those expected rows, in the order of the file."""
        return np.sort(places if isinstance(self.rows, slice) else self.rows[places])


def read_submission(stream: BinaryIO, expected: Expected, limits: Limits | None = None) -> Submission:
    limits = limits or Limits()
    columns = {name: make() for name, make in expected.columns.items()}
    table = read_table(stream, expected.id_name, columns, limits, most_rows=limits.rows(len(expected.ids)))
    rows = rows_of(table, expected, limits)
    table.findings.raise_if_any()
    assert rows is not None
    return Submission(table, rows)


def rows_of(table: Table, expected: Expected, limits: Limits) -> Rows | None:
    ids = table.texts()
    table.ids.clear()  # kept, every id would be in memory twice
    rows = expected.ids.quick_rows_of(ids)
    if rows is None:
        alignment = expected.ids.align(ids)
        rows = alignment.rows()
        if rows is None:
            complain_of_ids(ids, alignment, table, expected, limits)
    return rows


def complain_of_ids(ids: Texts, alignment: Alignment, table: Table, expected: Expected, limits: Limits) -> None:
    """Everything here is told in the order of the file, or of the answer file: neither says which rows are public."""
    findings = table.findings
    named = (ids.lengths > 0) & (ids.lengths <= limits.word)
    extra = alignment.extra[named[alignment.extra]]

    def about(category: Category, sentence: str, remedy: str) -> Callable[[int], Problem]:
        def describe(row: int) -> Problem:
            name = shown(ids[row])
            return Problem(category, sentence.format(id=name), remedy, table.places.line(row), expected.id_name, name)

        return describe

    twice = about(Category.DUPLICATE_ID, "The id {id} occurs more than once.", ADD_ROWS)
    strange = about(Category.EXTRA_ID, "The id {id} is not one of those asked for.", EXTRA_REMEDY)
    findings.add_each(Category.DUPLICATE_ID, alignment.repeated, twice)
    findings.add_each(Category.EXTRA_ID, extra, strange)
    if findings.counts[Category.UNPARSEABLE]:
        return  # the rows that could not be read may be the missing ones
    findings.add_each(Category.MISSING_ID, alignment.missing, lambda place: missing(expected, place))
    if len(ids) != len(expected.ids):
        message = f"The file has {len(ids):,} row{'s' * (len(ids) != 1)}; {len(expected.ids):,} are expected."
        findings.add(Problem(Category.ROW_COUNT, message, ADD_ROWS))


def missing(expected: Expected, place: int) -> Problem:
    name = shown(expected.ids.texts[place])
    return Problem(Category.MISSING_ID, f"The id {name} is missing.", ADD_ROWS, column=expected.id_name, id=name)
