"""The first line: which columns a file has, and whether they are those that are asked for."""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scoring.judging.problems import Category, Findings, Problem, quoted, refuse
from scoring.judging.tables.blocks import QUOTING, Block
from scoring.judging.tables.limits import Limits
from scoring.judging.tables.structure import as_bytes, count_line_ends, records

OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
WITHOUT_ROW_NUMBERS = "Write the file without row numbers: to_csv(…, index=False) in pandas, row.names = FALSE in R."
BLANK_LINES = b" \t\r\n"
ROW_NUMBER_NAMES = ("", "Unnamed: 0", "index")


@dataclass(frozen=True)
class Header:
    names: tuple[str, ...]  # trimmed
    line: int


def split_header(block: Block, limits: Limits) -> tuple[Header, Block] | None:
    """The header and what follows it. None if the block holds only blank lines."""
    begin = len(block.text) - len(block.text.lstrip(BLANK_LINES))
    if begin == len(block.text):
        return None
    line = block.line + count_line_ends(block.text[:begin])
    head = block.text[begin : begin + limits.header + len("\r\n")]
    first = records(as_bytes(first_line(head) or head))
    end, after = int(first.ends[0]), begin + int(first.nexts[0])
    if end > limits.header:
        raise refuse(
            Category.TOO_LARGE,
            f"The first line is longer than {limits.header:,} bytes.",
            "The first line holds the names of the columns, and only those.",
            row=line,
        )
    names = parsed(head[:end].decode(), line)
    if len(names) > limits.columns:
        raise refuse(
            Category.TOO_LARGE,
            f"The file has {len(names):,} columns; {limits.columns:,} is the most.",
            "Send only the columns that are asked for.",
            row=line,
        )
    used = count_line_ends(block.text[:after])
    return Header(names, line), Block(block.text[after:], block.line + used, block.line_ends - used)


def first_line(head: bytes) -> bytes:
    """Up to the first line feed, unless it may lie inside quotes: nearly always the whole header, found without a
    search of the rest."""
    line = head[: head.find(b"\n") + 1]
    return b"" if line.count(b'"') % 2 else line


def parsed(line: str, number: int) -> tuple[str, ...]:
    try:
        (cells,) = csv.reader([line], strict=True)
    except (csv.Error, ValueError):
        raise refuse(Category.UNPARSEABLE, "The first line cannot be read as CSV.", QUOTING, row=number) from None
    return tuple(cell.strip() for cell in cells)


def check_names(header: Header, wanted: Sequence[str], *, others_allowed: bool) -> None:
    """Refuse a file that lacks a column, has one twice, or has others, in whatever order."""
    names, line = header.names, header.line
    findings, right_line = Findings(), f"The first line must be: {','.join(wanted)}"
    if len(names) == 1 and (delimiter := other_delimiter(names[0])):
        raise refuse(
            Category.WRONG_DELIMITER,
            f"The columns are separated by {OTHER_DELIMITERS[delimiter]}, not by commas.",
            "Save the file with commas between the columns, and points in decimal numbers.",
            row=line,
        )
    times, asked = Counter(names), {*wanted}

    def complain(category: Category, which: Sequence[str], describe: Callable[[str], tuple[str, str]]) -> None:
        findings.add_each(
            category,
            range(len(which)),
            lambda place: Problem(category, *describe(which[place]), line, which[place]),
        )

    complain(
        Category.DUPLICATE_COLUMN,
        [name for name in times if times[name] > 1],
        lambda name: (f"The column {quoted(name)} occurs {times[name]:,} times.", right_line),
    )
    complain(
        Category.MISSING_COLUMN,
        [name for name in wanted if name not in times],
        lambda name: (f"The column {quoted(name)} is missing.", way_to_add(name, names) or right_line),
    )
    complain(
        Category.EXTRA_COLUMN,
        [] if others_allowed else [name for name in names if name not in asked],
        lambda name: (f"The column {quoted(name)} is not asked for.", way_to_drop(name) or right_line),
    )
    findings.raise_if_any()


def way_to_add(name: str, names: Sequence[str]) -> str | None:
    """Points out a name that differs only by case."""
    alike = next((other for other in names if other.lower() == name.lower()), None)
    return None if alike is None else f"Rename {quoted(alike)} to {quoted(name)}: case matters."


def way_to_drop(name: str) -> str | None:
    return WITHOUT_ROW_NUMBERS if name in ROW_NUMBER_NAMES else None


def other_delimiter(line: str) -> str | None:
    return next((delimiter for delimiter in OTHER_DELIMITERS if delimiter in line), None)
