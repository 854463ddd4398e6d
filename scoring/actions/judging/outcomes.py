"""What becomes of one file judged by one key."""

from dataclasses import dataclass
from typing import Any, BinaryIO

from competition.stumbles import where
from scoring.judging.answers import Key
from scoring.judging.arrays import Arrays
from scoring.judging.failures import failures_refused
from scoring.judging.intervals.interval import interval
from scoring.judging.problems import Category, Problem, RefusedError
from scoring.judging.submission import read_submission
from scoring.judging.verdict import aligned, part_arrays, verdict
from scoring.vault.doors import Sealed

LONGEST_PROBLEM = 300
WITHOUT_PUBLIC_ROWS = "The answers have no public rows."


@dataclass(frozen=True)
class Scored:
    public: float
    low: float | None
    high: float | None
    sealed: Sealed


@dataclass(frozen=True)
class Refused:
    """The file is at fault."""

    problems: dict[str, Any]


@dataclass(frozen=True)
class Failed:
    """We are at fault. The cause is for whoever runs the site, and holds no value of the answers."""

    cause: str


Outcome = Scored | Refused | Failed


def outcome(key: Key, stream: BinaryIO) -> Outcome:
    try:
        return scored(key, aligned(key, read_submission(stream, key.expected)))
    except RefusedError as refusal:
        return failed(refusal) if refusal.category is Category.HOST_ERROR else refused(refusal)


def scored(key: Key, predictions: Arrays) -> Outcome:
    found = verdict(key, predictions)
    if found.public is None:
        return Failed(WITHOUT_PUBLIC_ROWS)
    low, high = bounds(key, predictions)
    return Scored(found.public + 0.0, low, high, Sealed(found.private, told(found.private_problem)))  # never -0.0


def told(problem: Problem | None) -> str:
    return "" if problem is None else problem.message[:LONGEST_PROBLEM] or problem.category


def bounds(key: Key, predictions: Arrays) -> tuple[float | None, float | None]:
    """Of the public value alone. A score without bounds is a score all the same."""
    try:
        with failures_refused():
            found = interval(key.metric, part_arrays(key, predictions, "public"), key.parameters)
    except RefusedError:
        return None, None
    return (found.low, found.high) if found else (None, None)


def refused(refusal: RefusedError) -> Refused:
    plain = refusal.as_plain()
    return Refused({"problems": plain["problems"], "counts": plain["counts"]})


def failed(refusal: RefusedError) -> Failed:
    cause = refusal.__cause__
    return Failed(f"{refusal.message} {where(cause)}" if cause else refusal.message)
