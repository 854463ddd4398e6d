import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Array, Booleans, Codes, Floats
from scoring.judging.problems import Category, quoted, refuse
from scoring.judging.tables import numbers
from scoring.judging.tables.columns import Complain
from scoring.judging.tables.labels import Classes, Form

MOST_STRANGE_LABELS = 10_000
LARGEST_TABLE = 4_096


class LabelColumn:
    """Codes of labels. Labels that only predictions hold get codes of their own, in the order in which they come; where
    exactly two classes are meant (`positive` says which is the positive one) they are refused."""

    is_text = False

    def __init__(self, classes: Classes, positive: int | None = None) -> None:
        self.classes, self.positive = classes, positive
        self.type = pa.float64() if classes.form is Form.NUMBER else pa.dictionary(pa.int32(), pa.string())
        labels = classes.values.tolist() if classes.form is Form.NUMBER else classes.names
        self.codes: dict[str | float, int] = dict(zip(labels, range(len(classes)), strict=True))
        self.table = table_of(classes)

    def take(self, cells: pa.Array) -> Array | None:
        if cells.null_count:
            return None
        codes = self.take_numbers(cells) if self.classes.form is Form.NUMBER else self.take_words(cells)
        return None if codes is None else self.finished(codes)

    def finished(self, codes: Codes) -> Array:
        return codes if self.positive is None else codes == self.positive

    def take_numbers(self, cells: pa.DoubleArray) -> Codes | None:
        values: Floats = cells.to_numpy()
        if not np.isfinite(values).all():
            return None
        codes = self.codes_of(values)
        return codes if codes.min() >= 0 else None

    def codes_of(self, values: Floats) -> Codes:
        """−1 for a number that is no label here."""
        codes = self.only_codes_possible(values)
        strange = np.flatnonzero(self.classes.values.take(codes) != values)
        if len(strange):
            codes[strange] = -1
            strange = strange[self.may_be_class(values[strange])]
            encoded = pa.array(values[strange]).dictionary_encode()
            labels = np.array([self.code(label) for label in encoded.dictionary.to_pylist()], np.int32)
            codes[strange] = labels[encoded.indices.to_numpy()]
        return codes

    def only_codes_possible(self, values: Floats) -> Codes:
        """For each number the code that it has if it is a class at all."""
        classes = self.classes.values
        if self.table is None:
            return np.minimum(np.searchsorted(classes, values), len(classes) - 1).astype(np.int32)
        places = np.clip(values, classes[0], classes[-1]) - classes[0]
        codes: Codes = self.table.take(places.astype(np.intp))
        return codes

    def may_be_class(self, values: Floats) -> Booleans:
        """Where all classes are whole numbers, 0.73 is no class but a probability sent by mistake."""
        if self.positive is not None:
            return np.zeros(len(values), bool)
        return np.isfinite(values) & (values == np.floor(values) if self.classes.whole else np.isfinite(values))

    def take_words(self, cells: pa.DictionaryArray) -> Codes | None:
        words = [self.classes.normal(word) for word in numbers.trimmed(cells.dictionary).to_pylist()]
        if not all(self.is_label(word) for word in words):
            return None
        codes: Codes = np.array([self.code(word) for word in words], np.int32)[cells.indices.to_numpy()]
        return codes

    def is_label(self, word: str) -> bool:
        closed = self.positive is not None or self.classes.form is Form.TRUTH
        return word in self.codes if closed else word != ""

    def code(self, label: str | float) -> int:
        if label not in self.codes and len(self.codes) == len(self.classes) + MOST_STRANGE_LABELS:
            raise refuse(
                Category.INVALID_LABEL,
                f"The predictions hold more than {MOST_STRANGE_LABELS:,} labels that are none of the classes.",
                "Check that the column holds classes and not something else.",
            )
        return self.codes.setdefault(label, len(self.codes))

    def look(self, cells: pa.StringArray, complain: Complain) -> Array:
        cells = numbers.trimmed(cells)
        empty = pc.equal(cells, "").to_numpy(zero_copy_only=False)
        complain(
            Category.NULL_VALUE, np.flatnonzero(empty), lambda _: ("The cell is empty.", "Give a class for every row.")
        )
        encoded = pc.dictionary_encode(cells)
        of_number = self.classes.form is Form.NUMBER
        known = self.looked_up_numbers(encoded.dictionary) if of_number else self.looked_up_words(encoded.dictionary)
        codes = known[encoded.indices.to_numpy()]
        complain(
            Category.INVALID_LABEL,
            np.flatnonzero((codes < 0) & ~empty),
            lambda place: (f"{quoted(cells[place].as_py())} is not one of the classes.", self.remedy),
        )
        return self.finished(codes)

    def looked_up_numbers(self, labels: pa.StringArray) -> Codes:
        """The codes, −1 for what is no label here."""
        good = numbers.grammatical(labels)
        values = numbers.parsed(pc.if_else(good, labels, "inf")).to_numpy()
        finite = np.flatnonzero(np.isfinite(values))
        codes = np.full(len(labels), -1, np.int32)
        codes[finite] = self.codes_of(values[finite])
        return codes

    def looked_up_words(self, labels: pa.StringArray) -> Codes:
        words = [self.classes.normal(label) for label in labels.to_pylist()]
        return np.array([self.code(word) if self.is_label(word) else -1 for word in words], np.int32)

    @property
    def remedy(self) -> str:
        if self.classes.form is Form.TRUTH:
            return "Write True or False."
        if self.classes.form is Form.NUMBER and self.classes.whole:
            return "Write the class as a whole number, as in the sample submission; a probability is not a class."
        return "Write the class exactly as in the training data and in the sample submission."


def table_of(classes: Classes) -> Codes | None:
    """The code of each whole number from the first class to the last. A look costs 1.4 ns, a search among ten 19."""
    if classes.form is not Form.NUMBER or not classes.whole or np.ptp(classes.values) >= LARGEST_TABLE:
        return None
    places = (classes.values - classes.values[0]).astype(np.intp)
    table = np.zeros(places[-1] + 1, np.int32)
    table[places] = np.arange(len(classes))
    return table
