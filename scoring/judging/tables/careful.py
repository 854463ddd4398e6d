"""Reading a block in which something is unusual: every cell as text, each rule by itself, each fault with its line."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Booleans, Bytes, Integers
from scoring.judging.problems import ADD_ROWS, Category, Problem, refuse
from scoring.judging.tables import numbers
from scoring.judging.tables.arrow import arrow_table
from scoring.judging.tables.blocks import QUOTING, Block
from scoring.judging.tables.limits import Limits
from scoring.judging.tables.structure import Records, as_bytes, records
from scoring.judging.tables.table import Table, shown

SHORTEN = "Shorten it to what the sample submission shows."


def read_carefully(block: Block, names: tuple[str, ...], table: Table, limits: Limits) -> None:
    text = as_bytes(block.text)
    found = records(text)
    whole = found.cells == len(names)
    table.findings.add_each(
        Category.UNPARSEABLE, np.flatnonzero(~whole), lambda place: ragged(found, place, len(names), block.line)
    )
    if not whole.any():
        return
    read = arrow_table(only(text, found, whole), names, dict.fromkeys(names, pa.string()))
    if read is None or len(read) != whole.sum():
        raise refuse(Category.UNPARSEABLE, "The rows cannot be read as CSV.", QUOTING, row=block.line)
    lines = block.line + found.lines[whole]
    ids = numbers.trimmed(read[table.id_name].chunk(0))
    check_ids(ids, lines, table, limits)
    arrays = {}
    for name, column in table.columns.items():
        complain = Complaints(table, name, ids, lines, np.zeros(len(ids), bool))
        cells = read[name].chunk(0)
        long = too_long(cells, limits.cell if column.is_text else limits.word, complain)
        arrays[name] = column.look(cells, replace(complain, settled=long))
    table.add(ids, arrays, lines)


def too_long(cells: pa.StringArray, longest: int, complain: "Complaints") -> Booleans:
    long: Booleans = pc.greater(pc.binary_length(cells), longest).to_numpy(zero_copy_only=False)
    words = f"The cell is longer than {longest:,} bytes."
    complain(Category.TOO_LARGE, np.flatnonzero(long), lambda _: (words, SHORTEN))
    return long


def check_ids(ids: pa.StringArray, lines: Integers, table: Table, limits: Limits) -> None:
    lengths = pc.binary_length(ids).to_numpy()
    complain = Complaints(table, table.id_name, ids, lines, np.zeros(len(ids), bool))
    complain(Category.INVALID_ID, np.flatnonzero(lengths == 0), lambda _: ("The row has no id.", ADD_ROWS))
    complain(
        Category.INVALID_ID,
        np.flatnonzero(lengths > limits.word),
        lambda _: (f"The id is longer than {limits.word:,} bytes.", ADD_ROWS),
    )


@dataclass(frozen=True)
class Complaints:
    """Adds to the table's findings what is wrong with cells of one column, but for those that are settled already."""

    table: Table
    column: str
    ids: pa.StringArray
    lines: Integers
    settled: Booleans

    def __call__(self, category: Category, places: Integers, describe: Callable[[int], tuple[str, str]]) -> None:
        def problem(place: int) -> Problem:
            message, remedy = describe(place)
            return Problem(
                category, message, remedy, int(self.lines[place]), self.column, shown(self.ids[place].as_py())
            )

        self.table.findings.add_each(category, places[~self.settled[places]], problem)


def ragged(found: Records, place: int, wanted: int, first_line: int) -> Problem:
    cells = int(found.cells[place])
    remedy = (
        "Check for a comma too many: decimal commas, or text that needs quotes."
        if cells > wanted
        else "Fill in what is missing."
    )
    message = f"The row has {cells:,} cell{'s' * (cells != 1)}; the first line has {wanted:,}."
    return Problem(Category.UNPARSEABLE, message, remedy, first_line + int(found.lines[place]))


def only(text: Bytes, found: Records, which: Booleans) -> bytes:
    """The text of those records alone."""
    begins, nexts = found.begins[which], found.nexts[which]
    if (nexts - begins).sum() == len(text):
        return text.tobytes()
    steps = np.zeros(len(text) + 1, np.int8)
    steps[begins] = 1
    steps[nexts] -= 1
    kept: Bytes = text[np.cumsum(steps[:-1], dtype=np.int8).view(bool)]
    return kept.tobytes()
