"""From the columns of an answer file to the arrays of truth that a metric asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from scoring.judging.arrays import Array, stacked
from scoring.judging.layout import Layout
from scoring.judging.metrics.metric import Kind, Metric, Role
from scoring.judging.problems import Category, refuse
from scoring.judging.tables.labels import Classes, Form, classes_of
from scoring.judging.tables.table import Table

ZERO_AND_ONE = Classes(Form.NUMBER, ("0", "1"), np.array([0.0, 1.0]))
FALSE_AND_TRUE = Classes(Form.TRUTH, ("false", "true"), np.empty(0))


@dataclass(frozen=True)
class Truth:
    """The array of one role, and what predictions must know of it: the classes, which of two is positive, or which
    columns hold the probabilities of the classes."""

    array: Array
    classes: Classes | None = None
    positive: int | None = None
    class_columns: tuple[str, ...] = ()


def truth_of(role: Role, table: Table, layout: Layout, metric: Metric, positive: str | None) -> Truth:
    names = layout.answers[role.name]
    if role.kind is Kind.LABEL:
        classes, codes = classes_of(table.words(names[0]))
        return Truth(codes, classes)
    if role.kind is Kind.BINARY:
        return Truth(zeros_and_ones(table, names)) if role.many else binary(table.words(names[0]), names[0], positive)
    if role.kind is Kind.CLASS:
        read = one_column_of_classes if len(names) == 1 else one_hot
        return read(role, table, layout, metric)
    arrays = [table.array(name) for name in names]
    return Truth(stacked(arrays) if role.many else arrays[0])


def zeros_and_ones(table: Table, names: Sequence[str]) -> Array:
    """Several columns of two classes each, where no setting says which of the two is the positive one."""
    columns = []
    for name in names:
        found, codes = classes_of(table.words(name))
        label = usual_positive(both_classes(found))
        if label is None:
            raise refuse(
                Category.INVALID_LABEL, "The column holds something else than 0 and 1.", "Write 0 and 1.", column=name
            )
        columns.append(codes == found.code(label))
    return stacked(columns)


def binary(cells: pa.StringArray, name: str, positive: str | None) -> Truth:
    found, codes = classes_of(cells)
    classes = both_classes(found)
    if len(classes) != 2:
        raise refuse(
            Category.INVALID_LABEL,
            f"The column holds {len(classes):,} different label{'s' * (len(classes) != 1)}; this metric needs two.",
            "Choose a metric for several classes, or the right column.",
            column=name,
        )
    label = positive if positive is not None else usual_positive(classes)
    code = None if label is None else classes.code(label)
    if label is None or code is None:
        raise refuse(
            Category.HOST_ERROR,
            "Which of the two labels is the positive one?",
            "Set the parameter “positive” to one of the two labels.",
            column=name,
        )
    return Truth(codes == found.code(label), classes, code)


def usual_positive(classes: Classes) -> str | None:
    """Of 1 and 2, or of ham and spam, nobody but the instructor knows which is meant."""
    if classes is ZERO_AND_ONE:
        return "1"
    return "true" if classes is FALSE_AND_TRUE else None


def both_classes(found: Classes) -> Classes:
    """A column of nothing but ones still knows of zero."""
    if found.form is Form.NUMBER and np.isin(found.values, (0.0, 1.0)).all():
        return ZERO_AND_ONE
    return FALSE_AND_TRUE if found.form is Form.TRUTH else found


def one_column_of_classes(role: Role, table: Table, layout: Layout, metric: Metric) -> Truth:
    """The prediction columns are named for the classes, unless the instructor lists them."""
    name = layout.answers[role.name][0]
    found, codes = classes_of(table.words(name))
    columns = predicted_columns(role, layout, metric)
    if not columns:
        return Truth(codes, class_columns=found.names)
    places = {found.code(column): place for place, column in enumerate(columns)}
    if not places.keys() >= {*range(len(found))}:
        raise refuse(
            Category.INVALID_LABEL,
            "The column holds a class for which there is no prediction column.",
            "List every class among the prediction columns, spelled as in the answer file.",
            column=name,
        )
    of_code = np.array([places[code] for code in range(len(found))], np.int32)
    return Truth(of_code[codes], class_columns=columns)


def predicted_columns(role: Role, layout: Layout, metric: Metric) -> tuple[str, ...]:
    (predicted,) = (each for each in metric.predictions if each.same_as == role.name)
    return layout.predictions[predicted.name]


def one_hot(role: Role, table: Table, layout: Layout, metric: Metric) -> Truth:
    matrix = zeros_and_ones(table, layout.answers[role.name])
    wrong = np.flatnonzero(matrix.sum(axis=1) != 1)
    if len(wrong):
        raise refuse(
            Category.INVALID_FORMAT,
            f"The row does not have exactly one 1 among its class columns; so it is with {len(wrong):,} in all.",
            "Give each row one 1, in the column of its class, and 0 in the others.",
            row=table.places.line(int(wrong[0])),
        )
    return Truth(matrix.argmax(axis=1).astype(np.int32), class_columns=predicted_columns(role, layout, metric))
