"""The rules of a metric about whole rows, held against a submission."""

from typing import Any

import numpy as np

from scoring.judging.failures import failures_refused
from scoring.judging.metrics.metric import Fault, Metric
from scoring.judging.problems import Findings, Problem
from scoring.judging.submission import Rows, Submission


def refuse_faults(metric: Metric, columns: dict[str, Any], submission: Submission, order: Rows = slice(None)) -> None:
    """RefusedError if a row breaks one. The columns hold the expected rows in that order, and the parameters too."""
    if metric.faults is None:
        return
    with failures_refused():
        faults = list(metric.faults(**columns))
    findings = Findings()
    for fault in faults:
        complain(findings, fault, submission, order)
    findings.raise_if_any()


def complain(findings: Findings, fault: Fault, submission: Submission, order: Rows) -> None:
    """Told in the order of the file: a key's own order would say which rows are public."""
    rows = submission.file_rows(np.arange(submission.table.places.rows)[order][fault.places])
    line = submission.table.places.line
    findings.add_each(
        fault.category, rows, lambda row: Problem(fault.category, fault.message, fault.remedy, row=line(row))
    )
