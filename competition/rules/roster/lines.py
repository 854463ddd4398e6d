"""From bytes on disk to records of cells, or to the reason why this is no CSV file. Nothing is read twice as large
as it must be: a hostile file is given up at the first sign."""

import csv
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from competition.rules.roster.rows import RosterRefusedError

LONGEST_LINE = 64 * 1024
LONGEST_CELL = 1_024
MOST_COLUMNS = 500
MOST_LINES = 20_000

SAVE_AS_CSV = "Open it in a spreadsheet program, save the sheet as “CSV UTF-8” and upload that file."
BEGINNINGS = {
    b"PK\x03\x04": "a zip archive or an Excel workbook",
    b"PK\x05\x06": "an empty zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"%PDF": "a PDF document",
    b"PAR1": "a Parquet file",
    b"{\\rtf": "a text document with formatting",
}
Record = tuple[int, list[str]]
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@contextmanager
def filled_records(path: Path, delimiter: str) -> Iterator[Iterator[Record]]:
    """Those that hold anything. The file is closed at the end of the block, also where a refusal ends it."""
    with closing(_lines(path)) as lines:
        yield (record for record in _records(lines, delimiter) if any(map(str.strip, record[1])))


def _records(lines: Iterator[str], delimiter: str) -> Iterator[Record]:
    """Each record with the number of the line that it begins on."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _quotation(begins) from error
        if reader.line_num > begins:
            raise _quotation(begins, closes=reader.line_num)
        yield begins, _checked(begins, cells)


def check_beginning(path: Path, *, largest: int) -> None:
    """Refuse by size and by the first bytes what can't be a CSV file, whatever its name ends in."""
    size = path.stat().st_size
    if size > largest:
        raise RosterRefusedError(
            f"The file has {size:,} bytes; a roster may have {largest:,}.",
            "Remove the columns that are not needed: a roster is names, addresses and sections.",
        )
    with path.open("rb") as file:
        start = file.read(4_096)
    if not start.strip(b"\xef\xbb\xbf \t\r\n"):
        raise RosterRefusedError("The file is empty.", "Export the roster again and upload the new file.")
    for beginning, kind in BEGINNINGS.items():
        if start.startswith(beginning):
            raise RosterRefusedError(f"This is {kind}, not a CSV file.", SAVE_AS_CSV)
    if start.startswith(UTF_16) or start.count(b"\0") > len(start) // 4:
        raise RosterRefusedError("The file is written in UTF-16, not in UTF-8.", SAVE_AS_CSV, line=1)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise RosterRefusedError(
            "This is a web page, not a CSV file.", "You may have been signed out while downloading: download it again."
        )


def _lines(path: Path) -> Generator[str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        try:
            for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE + 1), ""), start=1):
                yield _sound(number, line)
        except UnicodeDecodeError as error:
            raise _wrong_encoding(path) from error


def _sound(number: int, line: str) -> str:
    if len(line) > LONGEST_LINE:
        raise RosterRefusedError(
            "The line is longer than 64 KB.", "Export the roster without the columns that are not needed.", line=number
        )
    if "\0" in line:
        raise RosterRefusedError(
            f"There is a NUL byte at character {line.index(chr(0)) + 1}: the file is damaged or no text.",
            "Export the roster again and upload the new file.",
            line=number,
        )
    return line


def _checked(line: int, cells: list[str]) -> list[str]:
    if line > MOST_LINES:
        raise RosterRefusedError(
            f"The file goes on after {MOST_LINES:,} lines.", "Delete the empty lines at its end.", line=line
        )
    if len(cells) > MOST_COLUMNS:
        raise RosterRefusedError(
            f"There are {len(cells):,} columns; a roster may have {MOST_COLUMNS}.",
            "Remove the columns that are not needed: a roster is names, addresses and sections.",
            line=line,
        )
    for number, cell in enumerate(cells, start=1):
        if len(cell) > LONGEST_CELL:
            raise RosterRefusedError(
                f"The cell has {len(cell):,} characters; {LONGEST_CELL:,} is the most.",
                "Shorten it, or look for a quotation mark that is not closed.",
                line=line,
                column=str(number),
            )
    return cells


def _quotation(begins: int, *, closes: int | None = None) -> RosterRefusedError:
    what = (
        f"A quotation mark opens here and closes only on line {closes}."
        if closes
        else ("A quotation mark opens here and is never closed, or text follows the closing one.")
    )
    return RosterRefusedError(
        what, "Put whole cells between quotation marks, and write a mark inside a cell twice.", line=begins
    )


def _wrong_encoding(path: Path) -> RosterRefusedError:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError as error:
                around = line[max(error.start - 12, 0) : error.end + 12].decode("cp1252", "replace")
                return RosterRefusedError(
                    f"This is not UTF-8. Read as Windows-1252, as older spreadsheet programs write it, it says "
                    f"“…{' '.join(around.split())}…”.",
                    "Save the sheet as “CSV UTF-8” and upload that file.",
                    line=number,
                )
    return RosterRefusedError("The end of the file is cut off.", "Export the roster again.")
