"""What the labels of a column are. Labels are text, so that `None` and `NA` are classes like any other, with two
exceptions: where every true label is a number without leading zeros they compare as numbers (1.0 is 1), and where they
are true and false in whatever case, case does not matter."""

from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Codes, Floats
from scoring.judging.tables import numbers

TRUTHS = frozenset({"false", "true"})
LONGEST_WRITTEN_OUT = 1e22
LEADING_ZERO = r"^[+-]?0[0-9]"


class Form(Enum):
    NUMBER = auto()
    TRUTH = auto()
    TEXT = auto()


@dataclass(frozen=True)
class Classes:
    """The labels of the answers in order: numbers by value, text by code points, false before true."""

    form: Form
    names: tuple[str, ...]
    values: Floats  # of numbers, else empty

    @property
    def whole(self) -> bool:
        return bool((self.values == np.floor(self.values)).all())

    def __len__(self) -> int:
        return len(self.names)

    def normal(self, label: str) -> str:
        return label.lower() if self.form is Form.TRUTH else label

    def code(self, label: str) -> int | None:
        """The place of one label, as an instructor may write it in a setting."""
        if self.form is Form.NUMBER:
            try:
                hits = np.flatnonzero(self.values == float(label))
            except ValueError:
                return None
            return int(hits[0]) if len(hits) else None
        normal = self.normal(label.strip())
        return self.names.index(normal) if normal in self.names else None


def classes_of(cells: pa.StringArray) -> tuple[Classes, Codes]:
    """The classes of a column of true labels, and the code of each cell. The cells are trimmed and not blank."""
    encoded = pc.dictionary_encode(cells)
    labels, places = encoded.dictionary, encoded.indices.to_numpy()
    if are_numbers(labels):
        values, ranks = np.unique(numbers.parsed(labels).to_numpy(), return_inverse=True)
        names = tuple(name_of(value) for value in values.tolist())
        return Classes(Form.NUMBER, names, values), ranks.astype(np.int32)[places]
    written = [str(label) for label in labels.to_pylist()]
    form = Form.TRUTH if {label.lower() for label in written} <= TRUTHS else Form.TEXT
    normal = [label.lower() for label in written] if form is Form.TRUTH else written
    classes = sorted({*normal})
    codes = {label: code for code, label in enumerate(classes)}
    return Classes(form, tuple(classes), np.empty(0)), np.array([codes[each] for each in normal], np.int32)[places]


def name_of(value: float) -> str:
    """As people write it: 3, 0.1, 10000000000000000."""
    return f"{value + 0.0:.0f}" if value == int(value) and abs(value) < LONGEST_WRITTEN_OUT else repr(value)


def are_numbers(labels: pa.StringArray) -> bool:
    if not pc.all(numbers.grammatical(labels), min_count=0).as_py():
        return False
    if pc.any(pc.match_substring_regex(labels, LEADING_ZERO), min_count=0).as_py():
        return False
    return bool(np.isfinite(numbers.parsed(labels).to_numpy()).all())
