"""Columns of texts for the tests of metrics that read cells."""

import csv
from collections.abc import Iterable
from typing import Any

import numpy as np

from scoring.judging.arrays import Array, Objects
from scoring.judging.metrics.metric import Kind, Metric, Role


def objects(values: Iterable[object]) -> Objects:
    values = list(values)
    column = np.empty(len(values), np.object_)
    column[:] = values
    return column


def column(role: Role, cells: Iterable[str]) -> Array:
    if role.kind is Kind.NUMBER:
        return np.array([float(cell) for cell in cells])
    return objects(role.parse(cell) if role.parse else cell for cell in cells)


def score(metric: Metric, *columns: Iterable[str], **parameters: Any) -> float:
    """Cells by role: first those of the answers, then those of the predictions."""
    arrays = {role.name: column(role, cells) for role, cells in zip(metric.roles, columns, strict=True)}
    return metric.value(**arrays, **parameters)


def example_score(metric: Metric) -> float:
    """The columns of an example stand in the order of the roles, behind the id."""
    files = [list(csv.reader(text.splitlines())) for text in (metric.example.answers, metric.example.submission)]
    columns = [cells for _, *rows in files for cells in list(zip(*rows, strict=True))[1:]]
    return score(metric, *columns)
