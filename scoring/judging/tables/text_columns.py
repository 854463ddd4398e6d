from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Objects
from scoring.judging.metrics.metric import FormatError, Role
from scoring.judging.problems import Category, quoted
from scoring.judging.tables import numbers
from scoring.judging.tables.columns import Complain


class WordColumn:
    """Words as they are, trimmed: labels whose classes are not known yet."""

    type = pa.string()
    is_text = False

    def take(self, cells: pa.StringArray) -> pa.StringArray | None:
        words = numbers.trimmed(cells)
        return None if pc.min(pc.binary_length(words)).as_py() == 0 else words

    def look(self, cells: pa.StringArray, complain: Complain) -> pa.StringArray:
        words = numbers.trimmed(cells)
        empty = np.flatnonzero(pc.equal(words, "").to_numpy(zero_copy_only=False))
        complain(Category.NULL_VALUE, empty, lambda _: ("The cell is empty.", "Fill every cell."))
        return words


class TextColumn:
    type = pa.string()
    is_text = True

    def __init__(self, role: Role) -> None:
        self.role = role

    def take(self, cells: pa.StringArray) -> Objects | None:
        texts = cells.to_pylist()
        if not self.role.blank and "" in texts:
            return None
        try:
            return objects(texts if self.role.parse is None else [self.role.parse(text) for text in texts])
        except FormatError:
            return None

    def look(self, cells: pa.StringArray, complain: Complain) -> Objects:
        texts, faults, parsed = cells.to_pylist(), {}, []
        for place, text in enumerate(texts):
            try:
                parsed.append(text if self.role.parse is None else self.role.parse(text))
            except FormatError as error:
                faults[place] = str(error)
                parsed.append(None)
        blank = [] if self.role.blank else [place for place, text in enumerate(texts) if text == ""]
        complain(Category.NULL_VALUE, np.array(blank, int), lambda _: ("The cell is empty.", "Fill every cell."))
        wrong = [place for place in faults if texts[place] or self.role.blank]
        complain(
            Category.INVALID_FORMAT,
            np.array(wrong, int),
            lambda place: (f"{quoted(texts[place])}: {faults[place]}", "Write the cell as the sample submission does."),
        )
        return objects(parsed)


def objects(values: Sequence[object]) -> Objects:
    """An array of objects, never one of arrays, whatever the objects are."""
    return np.fromiter(values, object, len(values))
