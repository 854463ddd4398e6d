"""A second reader of submissions, written for nothing but to be plainly right: one cell after the other, no arrays."""

import csv
import io
import math
import re
import zipfile
import zlib
from dataclasses import dataclass

from scoring.judging.tables.limits import Limits
from tests.fuzz.cases import PARTS, Case

RECORD = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
LINE = re.compile(rf"({RECORD}(?:,{RECORD})*)(\r\n|\r|\n|\Z)")
LINE_END = re.compile(r"\r\n|\r|\n")
BLANK_LINES = " \t\r\n"


Fault = tuple[str, int | None]
CELL = "cell"


class NoTableError(Exception):
    """The file is to be refused as a whole."""


@dataclass(frozen=True)
class Reading:
    """Values of the public and the private rows, None where undefined or refused, the lines on which rows begin, and
    what is wrong with which of them, where the file is a table at all."""

    accepted: bool
    public: float | None = None
    private: float | None = None
    begins: frozenset[int] | None = None
    faults: list[Fault] | None = None


def demand(condition: object) -> None:
    if not condition:
        raise NoTableError


def reading(case: Case, file: bytes, limits: Limits) -> Reading:
    begins = None
    try:
        rows = records(text_of(unpacked(file, limits), limits), limits)
        begins = frozenset(line for line, _ in rows)
        cells, faults = by_id(case, rows, limits)
    except NoTableError:
        return Reading(accepted=False, begins=begins)
    if faults:
        return Reading(accepted=False, begins=begins, faults=faults)
    public, private = (value(case, cells, part) for part in PARTS[:2])
    undefined: list[Fault] = [("undefined_score", None)] if public is None else []
    return Reading(not undefined, public, private, begins, undefined)


def unpacked(file: bytes, limits: Limits) -> bytes:
    if file[:2] != b"\x1f\x8b" and file[:4] not in (b"PK\3\4", b"PK\5\6", b"PK\7\x08"):
        return file
    try:
        inner = gunzipped(file, limits) if file[:2] == b"\x1f\x8b" else unzipped(file, limits)
    except NoTableError:
        raise
    except Exception as error:
        raise NoTableError from error
    demand(inner[:2] != b"\x1f\x8b" and inner[:4] not in (b"PK\3\4", b"PK\5\6", b"PK\7\x08"))
    return inner


def gunzipped(file: bytes, limits: Limits) -> bytes:
    unpacker = zlib.decompressobj(31)
    inner = unpacker.decompress(file, limits.size + 1)
    demand(unpacker.eof and not unpacker.unused_data)
    return inner


def unzipped(file: bytes, limits: Limits) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        names = [each.filename for each in archive.infolist()]
        extra = [name for name in names if name.endswith(("/", ".DS_Store")) or name.startswith("__MACOSX/")]
        demand(len(names) - len(extra) == 1)
        (member,) = (each for each in archive.infolist() if each.filename not in extra)
        demand(member.compress_type in (0, 8))
        with archive.open(member) as opened:
            return opened.read(limits.size + 1)


def text_of(file: bytes, limits: Limits) -> str:
    demand(len(file.removeprefix(b"\xef\xbb\xbf")) <= limits.size and b"\0" not in file)
    try:
        return file.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        raise NoTableError from error


def records(text: str, limits: Limits) -> list[tuple[int, list[str]]]:
    """The line on which each begins, and its cells; blank lines left out."""
    found: list[tuple[int, list[str]]] = []
    place, line = 0, 1
    while place < len(text):
        match = LINE.match(text, place)
        if match is None:
            raise NoTableError
        written = match[1]
        if written.strip(" \t"):
            demand(found or len(written.lstrip(" \t").encode()) <= limits.header)
            found.append((line, cells_of(written)))
        line += len(LINE_END.findall(match[0]))
        place = match.end()
    return found


def cells_of(written: str) -> list[str]:
    (cells,) = csv.reader([written], strict=True) if "\n" not in written and "\r" not in written else [split(written)]
    return cells


def split(written: str) -> list[str]:
    """Where a cell holds line breaks, Python's reader would like to have the text in lines."""
    cells = re.findall(rf"(?:^|,)({RECORD})", written)
    return [cell[1:-1].replace('""', '"') if cell.startswith('"') else cell for cell in cells]


def by_id(case: Case, rows: list[tuple[int, list[str]]], limits: Limits) -> tuple[dict[str, object], list[Fault]]:
    demand(len(rows) > 1)
    names = [cell.strip() for cell in rows[0][1]]
    demand(sorted(names) == sorted(case.header))
    name_at, cell_at = (names.index(name) for name in case.header)
    values: dict[str, object] = {}
    faults: list[Fault] = [("unparseable", line) for line, cells in rows[1:] if len(cells) != len(names)]
    whole = [(line, cells) for line, cells in rows[1:] if len(cells) == len(names)]
    for line, cells in whole:
        name = cells[name_at].strip(" \t")
        if fault := fault_of_id(name, case, values, limits):
            faults.append((fault, line))
        found = read(cells[cell_at], case, limits)
        if found is None:
            faults.append((CELL, line))
        values.setdefault(name, found)
    if len(whole) == len(rows) - 1:
        faults += [("missing_id", None) for name in case.ids if name not in values]
        faults += [("row_count", None)] * (len(whole) != len(case.ids))
    return values, faults


def fault_of_id(name: str, case: Case, values: dict[str, object], limits: Limits) -> str | None:
    if not name or len(name.encode()) > limits.word:
        return "invalid_id"
    if name not in case.ids:
        return "extra_id"
    return "duplicate_id" if name in values else None


def read(cell: str, case: Case, limits: Limits) -> object:
    return None if len(cell.encode()) > (limits.cell if case.is_text else limits.word) else case.read(cell)


def value(case: Case, cells: dict[str, object], part: str) -> float | None:
    pairs = [
        (case.read(truth), cells[name])
        for number, (name, truth) in enumerate(zip(case.ids, case.truths, strict=True))
        if case.usage(number) == part
    ]
    score = case.score(pairs)
    return score if math.isfinite(score) else None
