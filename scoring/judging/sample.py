"""What a submission must look like, told by a sample submission instead of the answers: the server's rules, as far as
they can be kept by somebody who does not know the answers. A rule about rows that reads the answers is the server's."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from scoring.judging.faults import refuse_faults
from scoring.judging.layout import Given
from scoring.judging.metrics.metric import Metric
from scoring.judging.sample_columns import CellColumn, maker
from scoring.judging.sample_layout import lay_out_sample
from scoring.judging.submission import Expected, read_submission
from scoring.judging.tables.ids import Ids
from scoring.judging.tables.limits import Limits
from scoring.judging.tables.reading import header_of, read_table
from scoring.judging.tables.table import complain_of_repeated_ids


@dataclass(frozen=True)
class Sample:
    """`predictions` goes from the name of a role to its columns; empty without a metric."""

    expected: Expected
    predictions: Mapping[str, tuple[str, ...]]
    metric: Metric | None
    parameters: Mapping[str, Any]


def read_sample(
    stream: BinaryIO,
    metric: Metric | None = None,
    parameters: Mapping[str, Any] | None = None,
    columns: Given | None = None,
    limits: Limits | None = None,
) -> Sample:
    """RefusedError says what is wrong with the sample itself, LayoutError and ParameterError with the settings."""
    limits = limits or Limits()
    settled = metric.settle(parameters or {}) if metric else {}
    settled.pop("positive", None)
    header = header_of(stream, limits)
    id_name, predictions = lay_out_sample(metric, header, columns or {})
    names = [name for name in header if name != id_name]
    table = read_table(stream, id_name, {name: CellColumn() for name in names}, limits)
    complain_of_repeated_ids(table)
    table.findings.raise_if_any()
    roles = {name: role for role in (metric.predictions if metric else ()) for name in predictions[role.name]}
    makers = {name: maker(roles.get(name), table.words(name)) for name in names}
    return Sample(Expected(id_name, Ids(table.texts()), makers), predictions, metric, settled)


def check(sample: Sample, stream: BinaryIO, limits: Limits | None = None) -> int:
    """How many rows the submission has. RefusedError says what is wrong with it."""
    submission = read_submission(stream, sample.expected, limits)
    metric = sample.metric
    if metric and metric.faults and is_about(metric.faults, {*sample.predictions, *sample.parameters}):
        predictions = submission.arrays(metric.predictions, sample.predictions)
        refuse_faults(metric, {**predictions, **sample.parameters}, submission)
    return len(sample.expected.ids)


def is_about(rule: Callable[..., object], names: set[str]) -> bool:
    """Whether it asks for nothing else, such as a column of the answers."""
    asked = inspect.signature(rule).parameters.values()
    return {each.name for each in asked if each.kind is not each.VAR_KEYWORD} <= names
