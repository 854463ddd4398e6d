"""Reading a CSV file into arrays, one for each column, in the file's own order of rows.

Blocks go through Arrow's reader, whose floats are exact and whose grammar of numbers is ours but for nan, inf and
overflow. Where it stumbles, or something looks unusual, the same block is gone through again with care. So a good file
costs one quick pass, and a bad one names all that is wrong without a second program that reads differently."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Integers
from scoring.judging.problems import ADD_ROWS, Category, refuse
from scoring.judging.tables import numbers
from scoring.judging.tables.arrow import arrow_table
from scoring.judging.tables.blocks import Block, blocks
from scoring.judging.tables.careful import read_carefully
from scoring.judging.tables.columns import Column
from scoring.judging.tables.header import Header, check_names, split_header
from scoring.judging.tables.limits import Limits
from scoring.judging.tables.source import pieces
from scoring.judging.tables.structure import as_bytes, has_short_lines, longest_cell, records
from scoring.judging.tables.table import Table

SHORT_LINE = 1_024


def read_table(
    stream: BinaryIO,
    id_name: str,
    columns: Mapping[str, Column],
    limits: Limits,
    *,
    most_rows: int | None = None,
    others_allowed: bool = False,
) -> Table:
    """Columns whose cells are wrong are complained of in `findings`; a file that is no such table at all is refused."""
    table = Table(id_name, columns)
    header, body = opened(stream, limits)
    check_names(header, [id_name, *columns], others_allowed=others_allowed)
    for block in body:
        read_block(block, header.names, table, limits)
        if most_rows is not None and table.places.rows > most_rows:
            raise refuse(Category.ROW_COUNT, f"The file has more than {most_rows:,} rows.", ADD_ROWS)
    if not table.places.rows and not table.findings.problems:
        raise refuse(Category.NO_ROWS, "The file has a first line, but no rows after it.", ADD_ROWS)
    return table


def header_of(stream: BinaryIO, limits: Limits) -> tuple[str, ...]:
    return opened(stream, limits)[0].names


def opened(stream: BinaryIO, limits: Limits) -> tuple[Header, Iterator[Block]]:
    """The header, and the blocks after it."""
    body = blocks(pieces(stream, limits), limits)
    for block in body:
        if split := split_header(block, limits):
            header, rest = split
            return header, (each for part in ([rest], body) for each in part if not each.is_blank)
    raise refuse(
        Category.EMPTY_FILE, "The file holds only blank lines.", "Choose the file again: the upload may have failed."
    )


def read_block(block: Block, names: tuple[str, ...], table: Table, limits: Limits) -> None:
    if not (looks_plain(block) and read_quickly(block, names, table)):
        read_carefully(block, names, table, limits)


def looks_plain(block: Block) -> bool:
    """Whether no cell can be too long, but for one with a line break, which `read_quickly` looks at."""
    text = as_bytes(block.text)
    return has_short_lines(text, SHORT_LINE) or (b'"' not in block.text and longest_cell(text) <= SHORT_LINE)


def read_quickly(block: Block, names: tuple[str, ...], table: Table) -> bool:
    """False, and nothing is kept, where anything needs a closer look."""
    types = {table.id_name: pa.string(), **{name: column.type for name, column in table.columns.items()}}
    read = arrow_table(block.text, names, types)
    if read is None or not len(read):
        return False
    lines: int | Integers = block.line
    if block.line_ends + (not block.text.endswith((b"\n", b"\r"))) > len(read):  # blank lines, line breaks in cells
        found = records(as_bytes(block.text))
        if b'"' in block.text and (found.ends - found.begins).max() > SHORT_LINE:
            return False
        lines = block.line + found.lines
    ids = read[table.id_name].chunk(0)
    if b" " in block.text or b"\t" in block.text:
        ids = numbers.trimmed(ids)
    if pc.min(pc.binary_length(ids)).as_py() == 0:
        return False
    arrays = {}
    for name, column in table.columns.items():
        array = column.take(read[name].chunk(0))
        if array is None:
            return False
        arrays[name] = array
    table.add(ids, arrays, lines)
    return True
