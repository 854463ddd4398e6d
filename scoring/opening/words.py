"""What is done to whole columns of cells at once: numbers in place of words, and which cells stand for no value."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Booleans, Floats, Words
from scoring.judging.tables import numbers
from scoring.judging.tables.ids import numbers_for
from scoring.judging.tables.texts import WORD, Texts

NO_VALUE = pa.array([*numbers.ABSENT, "nan"])


def hashed(cells: pa.StringArray) -> Words:
    """64 bits for each cell, alike for the same text wherever it stands."""
    texts = Texts.of([cells])
    return numbers_for(texts, max(2, -(-int(texts.lengths.max(initial=0)) // WORD)), 0)


def absent(cells: pa.StringArray) -> Booleans:
    """Cells that stand for no number: empty, NA, nan and their like."""
    return mask(pc.is_in(pc.ascii_lower(cells), value_set=NO_VALUE))


def mask(flags: pa.BooleanArray) -> Booleans:
    found: Booleans = flags.to_numpy(zero_copy_only=False)
    return found


def as_numbers(cells: pa.StringArray) -> Floats | None:
    """The trimmed cells as numbers, if each is one or says that it is none (nan, inf)."""
    try:
        values: Floats = numbers.parsed(cells).to_numpy()
    except pa.ArrowInvalid:
        return None
    return values


def joined(*columns: pa.Array, by: str = ",") -> pa.Array:
    return pc.binary_join_element_wise(*columns, pa.scalar(by, columns[0].type))


def as_cells(words: pa.Array) -> pa.LargeStringArray:
    """Texts as cells of a CSV file: between quotes where one holds a comma, a quote or a line break."""
    words = words.cast(pa.large_string())
    needy = pc.match_substring_regex(words, '[",\r\n]')
    if not pc.any(needy, min_count=0).as_py():
        return words
    doubled = pc.replace_substring(words, '"', '""')
    marks = pa.array(np.full(len(words), '"', object), pa.large_string())
    return pc.if_else(needy, joined(marks, doubled, marks, by=""), words)
