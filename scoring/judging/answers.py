"""The answer file, read once and kept ready: aligned truth, the ids, and what a submission must look like.

A key keeps its rows public first, then private, then ignored, so that a part is a slice and both parts are scored in
one pass over the predictions. Nobody outside learns this order: what is said about rows follows the order of a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

import numpy as np

from scoring.judging.arrays import Arrays
from scoring.judging.discreet import Discreet
from scoring.judging.layout import Given, Layout, lay_out
from scoring.judging.metrics.metric import Kind, Metric, Role, part_of
from scoring.judging.parts import PARTS, SCORED, check_parts, usages
from scoring.judging.problems import Category, refuse
from scoring.judging.submission import Expected, Rows
from scoring.judging.tables.columns import Column, MakeColumn
from scoring.judging.tables.header import check_names
from scoring.judging.tables.ids import Ids
from scoring.judging.tables.label_column import LabelColumn
from scoring.judging.tables.limits import Limits
from scoring.judging.tables.plain_columns import maker_without_classes
from scoring.judging.tables.reading import opened, read_table
from scoring.judging.tables.table import complain_of_repeated_ids
from scoring.judging.tables.text_columns import WordColumn
from scoring.judging.truth import Truth, truth_of


@dataclass(frozen=True)
class Key:
    """`order` says which row of the answer file each row of the truth is."""

    metric: Metric
    parameters: Mapping[str, Any]
    expected: Expected
    predictions: Mapping[str, tuple[str, ...]]  # from the name of a role to its columns
    truth: Arrays
    order: Rows
    sizes: tuple[int, ...]

    def rows(self, part: str) -> slice:
        number = PARTS.index(part)
        begin = sum(self.sizes[:number])
        return slice(begin, begin + self.sizes[number])

    @property
    def counts(self) -> dict[str, int]:
        return dict(zip(PARTS, self.sizes, strict=True))


def read_answers(
    stream: BinaryIO,
    metric: Metric,
    parameters: Mapping[str, Any] | None = None,
    columns: Given | None = None,
    limits: Limits | None = None,
) -> Key:
    """Refuses answers that could not score every submission. LayoutError and ParameterError tell of the settings."""
    limits = limits or Limits()
    settled = metric.settle(parameters or {})
    positive = settled.pop("positive", None)
    header = opened(stream, limits)[0]
    check_names(header, tuple(dict.fromkeys(header.names)), others_allowed=True)
    layout = lay_out(metric, header.names, columns or {})
    table = read_table(stream, layout.id, readers(metric, layout), limits, others_allowed=True)
    complain_of_repeated_ids(table)
    usage = usages(table, layout.usage)
    table.findings.raise_if_any()
    truths = {role.name: truth_of(role, table, layout, metric, positive) for role in metric.answers}
    predictions = {role.name: prediction_names(role, layout, truths) for role in metric.predictions}
    check_header((layout.id, *(name for names in predictions.values() for name in names)), limits)
    makers = {name: maker(role, truths) for role in metric.predictions for name in predictions[role.name]}
    order = np.argsort(usage, kind="stable")
    key = Key(
        metric=metric,
        parameters=settled,
        expected=Expected(layout.id, Ids(table.texts()), makers),
        predictions=predictions,
        truth={name: truth.array[order] for name, truth in truths.items()},
        order=slice(None) if (usage[1:] >= usage[:-1]).all() else order,
        sizes=tuple(np.bincount(usage, minlength=len(PARTS)).tolist()),
    )
    scored = {part: part_of(key.truth, key.rows(part)) for part in SCORED if key.counts[part]}
    check_parts(metric, {**settled, **class_count(metric, predictions)}, scored)
    return key


def check_header(names: Sequence[str], limits: Limits) -> None:
    """Names of classes come from the cells of a column, which may be the wrong one."""
    size = len(",".join(names).encode())
    if len(names) > limits.columns or size > limits.header:
        message = f"A submission would need {len(names):,} columns with {size:,} bytes of names, which is too much."
        raise refuse(Category.TOO_LARGE, message, "Choose the column that holds the true class.")
    if len(names) > len({*names}):
        message = "A class has the same name as the column of the ids."
        raise refuse(Category.DUPLICATE_COLUMN, message, "Rename the column of the ids.", column=names[0])


def readers(metric: Metric, layout: Layout) -> dict[str, Column]:
    columns: dict[str, Column] = {
        name: Discreet(answer_column(role)) for role in metric.answers for name in layout.answers[role.name]
    }
    return columns if layout.usage is None else {**columns, layout.usage: WordColumn()}


def answer_column(role: Role) -> Column:
    make = maker_without_classes(role) or WordColumn
    return make()


def prediction_names(role: Role, layout: Layout, truths: Mapping[str, Truth]) -> tuple[str, ...]:
    truth = truths.get(role.same_as or "")
    return truth.class_columns if truth and truth.class_columns else layout.predictions[role.name]


def class_count(metric: Metric, predictions: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """How many prediction columns there are for the classes: a class may have no row in a part."""
    of_classes = {role.name for role in metric.answers if role.kind is Kind.CLASS}
    counts = [len(predictions[role.name]) for role in metric.predictions if role.same_as in of_classes]
    return {"classes": counts[0]} if counts else {}


def maker(role: Role, truths: Mapping[str, Truth]) -> MakeColumn:
    if make := maker_without_classes(role):
        return make
    truth = truths[role.same_as or ""]
    assert truth.classes is not None
    return partial(LabelColumn, truth.classes, truth.positive)
