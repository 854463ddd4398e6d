"""The parts of a competition's test rows, as the column Usage tells them, and whether each can be scored."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow.compute as pc

from scoring.judging.arrays import Arrays, Codes
from scoring.judging.failures import failures_refused
from scoring.judging.metrics.metric import Metric
from scoring.judging.problems import Category, Findings, Problem
from scoring.judging.tables.table import Table

PARTS = ("public", "private", "ignored")
SCORED = ("public", "private")
USAGE_REMEDY = "Write Public, Private or Ignored in every row."


def usages(table: Table, name: str | None) -> Codes:
    """For each row the number of its part. Without such a column every row is public."""
    if name is None or not table.places.rows:
        return np.zeros(table.places.rows, np.int32)
    encoded = pc.dictionary_encode(table.words(name))
    numbers = {part: number for number, part in enumerate(PARTS)}
    known = np.array([numbers.get(word.lower(), -1) for word in encoded.dictionary.to_pylist()] or [0], np.int32)
    usage: Codes = known[encoded.indices.to_numpy()]

    def describe(row: int) -> Problem:
        message = "The row is marked neither Public nor Private nor Ignored."
        return Problem(Category.INVALID_LABEL, message, USAGE_REMEDY, table.places.line(row), name)

    table.findings.add_each(Category.INVALID_LABEL, np.flatnonzero(usage < 0), describe)
    return usage


def check_parts(metric: Metric, parameters: Mapping[str, Any], truths: Mapping[str, Arrays]) -> None:
    """Each part must be able to tell submissions apart by this metric."""
    findings = Findings()
    for part, truth in truths.items():
        with failures_refused():
            fault = metric.answers_fault(**truth, **parameters) if metric.answers_fault else None
        if fault is not None:
            message = f"Among the {part} rows: {fault}"
            findings.add(Problem(Category.HOST_ERROR, message, "Choose other rows for this part, or another metric."))
    findings.raise_if_any()
