"""What a submission is worth: the public and the private value, from one reading and one pass over the rows.

The public value is computed first and never looks at private rows. What goes wrong on the private rows alone is told
beside the public value, for those who may know, and changes nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from scoring.judging.answers import Key
from scoring.judging.arrays import Array, Arrays
from scoring.judging.failures import OTHER_PREDICTIONS, failures_refused
from scoring.judging.faults import refuse_faults
from scoring.judging.metrics.metric import part_of
from scoring.judging.problems import Category, Problem, RefusedError, refuse
from scoring.judging.submission import Submission, read_submission
from scoring.judging.tables.limits import Limits


@dataclass(frozen=True)
class Verdict:
    """A value is finite, or None where its part has no rows; the private one also where `private_problem` says why."""

    public: float | None
    private: float | None
    rows: Mapping[str, int]
    private_problem: Problem | None = None


def judge(key: Key, stream: BinaryIO, limits: Limits | None = None) -> Verdict:
    """RefusedError says what is wrong with the file, or why its public value is undefined."""
    return verdict(key, aligned(key, read_submission(stream, key.expected, limits)))


def aligned(key: Key, submission: Submission) -> dict[str, Array]:
    """The predictions in the order of the key, once no row breaks a rule of the metric."""
    predictions = submission.arrays(key.metric.predictions, key.predictions, key.order)
    refuse_faults(key.metric, {**key.truth, **predictions, **key.parameters}, submission, key.order)
    return predictions


def verdict(key: Key, predictions: Arrays) -> Verdict:
    public = part_value(key, predictions, "public")
    try:
        private, problem = part_value(key, predictions, "private"), None
    except RefusedError as refusal:
        private, problem = None, refusal.problems[0]
    return Verdict(public, private, key.counts, problem)


def part_arrays(key: Key, predictions: Arrays, part: str) -> dict[str, Array]:
    """Truth and predictions of one part, as `intervals` and a metric's functions take them."""
    rows = key.rows(part)
    return part_of(key.truth, rows) | part_of(predictions, rows)


def part_value(key: Key, predictions: Arrays, part: str) -> float | None:
    """A finite number, None for a part without rows, or RefusedError."""
    if not key.counts[part]:
        return None
    with failures_refused():
        value = key.metric.value(**part_arrays(key, predictions, part), **key.parameters)
    if not np.isfinite(value):
        message = "The score is not a finite number."
        raise refuse(Category.UNDEFINED_SCORE, message, OTHER_PREDICTIONS)
    return value
