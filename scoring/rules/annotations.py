"""A refused file with what is wrong beside each line. The file is not read as a table: a column goes in front of each
line as it stands, so that whatever is wrong with it, the rest is where it was."""

import re
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from competition.rules.spreadsheet import csv_line, safe_cell
from scoring.judging.tables.formats import BYTE_ORDER_MARK, OTHER_ENCODINGS, is_gzip, is_zip

Problem = Mapping[str, Any]
PIECE = 64 * 2**10  # a line may be as long as the file
HEADING = "what is wrong"
COLUMNS = ("line", "column", "id", HEADING, "what to do")
FORMULA = re.compile(rb"(^|[,;\t])(\"?)(?=[=+\-@])([^,;\t\"\r\n]*)")
NUMBER = re.compile(rb"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*\Z|[+-](inf|infinity|nan)\s*\Z", re.IGNORECASE)


def is_text(head: bytes) -> bool:
    other = any(head.startswith(mark) for mark, _ in OTHER_ENCODINGS)
    return not (is_zip(head) or is_gzip(head) or other or b"\0" in head)


def annotated(opened: Callable[[], BinaryIO], problems: Sequence[Problem]) -> Generator[bytes]:
    yield from together(_lines(opened, by_line(problems), [said(each) for each in problems if "row" not in each]))


def _lines(opened: Callable[[], BinaryIO], remarks: dict[int, str], others: list[str]) -> Iterator[bytes]:
    """What concerns no one line follows at the end, as does what belongs to a line that is not found."""
    yield BYTE_ORDER_MARK  # so that a spreadsheet program shows our own words as they are
    line, starts, quoted = 1, True, False
    with opened() as file:
        file.seek(len(BYTE_ORDER_MARK) if file.read(len(BYTE_ORDER_MARK)) == BYTE_ORDER_MARK else 0)
        while piece := file.readline(PIECE):
            if starts and not quoted:  # inside a cell that goes over several lines nothing may be put in front
                yield cell(remarks.pop(line, HEADING if line == 1 else "")) + b","
            yield harmless(piece)
            quoted ^= piece.count(b'"') % 2 == 1
            starts = piece.endswith(b"\n")
            line += starts
    yield b"" if starts else b"\n"
    for text in [*(f"Line {line}: {text}" for line, text in remarks.items()), *others]:
        yield cell(text) + b"\n"


def listed(problems: Iterable[Problem]) -> Generator[bytes]:
    yield BYTE_ORDER_MARK + row(COLUMNS)
    for each in problems:
        yield row([each.get("row", ""), each.get("column", ""), each.get("id", ""), each["message"], each["remedy"]])


def named(file_name: str, ending: str) -> str:
    stem = file_name.split(".", maxsplit=1)[0] or "file"
    return f"{stem}-{ending}.csv"


def by_line(problems: Iterable[Problem]) -> dict[int, str]:
    found = defaultdict(list)
    for problem in problems:
        if "row" in problem:
            found[problem["row"]].append(said(problem))
    return {line: " / ".join(texts) for line, texts in found.items()}


def said(problem: Problem) -> str:
    return f"{problem['message']} {problem['remedy']}"


def cell(text: str) -> bytes:
    return row([text]).rstrip(b"\n") if text else b""


def row(values: Iterable[object]) -> bytes:
    return csv_line(safe_cell(str(value)) for value in values).encode()


def harmless(piece: bytes) -> bytes:
    """A cell that a spreadsheet program would run as a formula becomes text; numbers stay as they are."""
    return FORMULA.sub(_as_text, piece)


def _as_text(found: re.Match[bytes]) -> bytes:
    before, quote, content = found.groups()
    return found.group() if NUMBER.match(content) else before + quote + b"'" + content


def together(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """In blocks that are worth sending."""
    block = bytearray()
    for piece in pieces:
        block += piece
        if len(block) >= PIECE:
            yield bytes(block)
            block.clear()
    yield bytes(block)
