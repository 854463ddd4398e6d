"""The grammar of numbers: ASCII digits, an optional sign, point and exponent, and nothing else. Python's `float` also
takes 1_000, Arabic digits and `infinity`; spreadsheets write 1,234.5 and 3,5 and 50 %: each is refused, with its
remedy."""

import math
import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Booleans
from scoring.judging.problems import quoted

GRAMMAR = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"
WHOLE = re.compile(GRAMMAR.strip("^$"))  # for `fullmatch`: Python's $, unlike Arrow's, lets a last line break pass
BLANKS = " \t"
ABSENT = ("", "na", "n/a", "null", "none", "<na>", "nat")
NOT_FINITE = ("nan", "inf", "infinity")
LONGEST_WORD = max(map(len, ABSENT + NOT_FINITE))

PLAIN = "Write plain numbers with a point, such as 0.5, -3 or 1e-5."
REMEDIES = (
    (r"^[+-]?\d+,\d{1,2}$|^[+-]?\d*,\d+$", "Write the decimal point as a point, not as a comma."),
    (r"^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$", "Leave out the commas between thousands."),
    (r".*%$", "Write 0.5 instead of 50%: a share, without the per cent sign."),
    (r"^[$€£].*|.*[$€£]$", "Leave out the currency sign."),
    (r"^−.*", "The minus sign is not the plain one (-): it was typed or pasted as another character."),
    (r"^0[xX].*", "Write the number in decimal."),
    (r"^[+-]?\d+(_\d+)+.*$", "Leave out the underscores."),
    (r"(?i)^(true|false|yes|no)$", "Write 1 and 0 instead of words."),
)


def trimmed(cells: pa.Array) -> pa.Array:
    return pc.ascii_trim(cells, BLANKS)


def grammatical(cells: pa.StringArray) -> pa.BooleanArray:
    return pc.match_substring_regex(cells, GRAMMAR)


def parsed(cells: pa.Array) -> pa.DoubleArray:
    """Exact (nearest double) values of grammatical cells; overflow is infinite, underflow zero."""
    return pc.cast(pc.ascii_ltrim(cells, "+"), pa.float64())


def value_of(cell: str) -> float | None:
    """The finite number that a trimmed cell holds, if it does."""
    value = float(cell) if WHOLE.fullmatch(cell) else math.inf
    return value if math.isfinite(value) else None


def named(cells: pa.StringArray, words: Sequence[str]) -> Booleans:
    """Which of the cells are one of these words in whatever case, with or without a sign."""
    found = np.zeros(len(cells), bool)
    short = np.flatnonzero(pc.binary_length(cells).to_numpy() <= LONGEST_WORD + len("+"))
    bare = pc.ascii_lower(pc.ascii_ltrim(cells.take(pa.array(short)), "+-"))
    found[short] = pc.is_in(bare, value_set=pa.array(words)).to_numpy(zero_copy_only=False)
    return found


def words_for(cell: str) -> tuple[str, str]:
    """Message and remedy for a trimmed cell that is no finite number."""
    lower = cell.lower().lstrip("+-")
    if not cell:
        return "The cell is empty.", "Give a number for every row."
    if lower in ABSENT:
        return f"{quoted(cell)} stands for no value.", "Give a number for every row."
    if lower in NOT_FINITE:
        return f"{quoted(cell)} is not a finite number.", "Give a finite number for every row."
    if WHOLE.fullmatch(cell):
        return f"{quoted(cell)} is too large to be held as a number.", "Give a smaller number."
    remedy = next((remedy for pattern, remedy in REMEDIES if re.match(pattern, cell)), PLAIN)
    return f"{quoted(cell)} is not a number.", remedy
