"""How the columns of a submission are read where only a sample tells of them. What only the answers tell is not
guessed: where the labels of the sample are text, any word may be a class."""

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.metrics.metric import Kind, Role
from scoring.judging.tables import numbers
from scoring.judging.tables.columns import Complain, MakeColumn
from scoring.judging.tables.label_column import LabelColumn
from scoring.judging.tables.labels import Form, are_numbers, classes_of
from scoring.judging.tables.number_column import NumberColumn
from scoring.judging.tables.plain_columns import maker_without_classes
from scoring.judging.tables.text_columns import TextColumn, WordColumn
from scoring.judging.truth import both_classes

ANY_NUMBER = Role(name="prediction", kind=Kind.NUMBER, holds="a number")
ANY_TEXT = Role(name="prediction", kind=Kind.TEXT, holds="a text")
TEXT_OR_BLANK = Role(name="prediction", kind=Kind.TEXT, blank=True, holds="a text, or nothing")


class CellColumn:
    """Cells of a sample, which are placeholders: any will do."""

    type = pa.string()
    is_text = True

    def take(self, cells: pa.StringArray) -> pa.StringArray:
        return cells

    def look(self, cells: pa.StringArray, complain: Complain) -> pa.StringArray:
        return cells


class NumberLabels(LabelColumn):
    """Classes that are numbers, of which the sample need not show all."""

    def code(self, label: str | float) -> int:
        return self.codes.setdefault(label, len(self.codes))


def maker(role: Role | None, cells: pa.StringArray) -> MakeColumn:
    words = numbers.trimmed(cells)
    if role is None:
        return partial(NumberColumn, ANY_NUMBER) if are_numbers(words) else partial(TextColumn, any_text(words))
    return maker_without_classes(role) or label_maker(role, words)


def any_text(words: pa.StringArray) -> Role:
    return TEXT_OR_BLANK if pc.any(pc.equal(words, "")).as_py() else ANY_TEXT


def label_maker(role: Role, words: pa.StringArray) -> MakeColumn:
    """Text where the sample's labels are text: any word may be a class. Of two classes that are numbers, one is 0 or
    the sample shows both."""
    classes, _ = classes_of(words)
    if classes.form is Form.TEXT:
        return WordColumn
    both = both_classes(classes)
    if classes.form is Form.TRUTH:
        return partial(LabelColumn, both)
    if role.kind is Kind.BINARY:
        closed = len(both) == 2 and (len(classes) == 2 or 0.0 in classes.values)
        return partial(NumberLabels, both if closed else classes, 0 if closed else None)
    return partial(NumberLabels, classes)
