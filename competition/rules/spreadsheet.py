"""Text on its way into a spreadsheet program, which takes some beginnings for a formula and runs it."""

import csv
from collections.abc import Iterable
from io import StringIO

FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_BEGINNINGS) else text


def csv_line(cells: Iterable[object]) -> str:
    """Which of them somebody typed, and so are to be made safe, the caller knows: a score may begin with a minus."""
    written = StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()
