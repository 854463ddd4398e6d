"""A score is a finite number, or there is none; and what goes wrong on the private rows is told to the vault alone."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scoring.actions.judging.outcomes import Failed, Outcome, Refused, Scored, outcome
from scoring.judging.answers import Key, read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Direction, HostError, Metric, UndefinedError
from scoring.vault.doors import Sealed
from tests.factories import PRIVATE_ROWS, predictions, truths

SECRET = "the label of row 3 is 1"


def raises(error: Exception) -> Callable[..., float]:
    def score(**_: Any) -> float:
        raise error

    return score


def gives(value: Any) -> Callable[..., Any]:
    return lambda **_: value


ODD = {
    "nan": gives(float("nan")),
    "inf": gives(float("inf")),
    "minus inf": gives(float("-inf")),
    "none": gives(None),
    "text": gives("0.5 or so"),
    "array": gives(np.array([0.5, 0.6])),
    "error": raises(ValueError(SECRET)),
    "undefined": raises(UndefinedError("There is one class only.")),
    "host": raises(HostError("The answers have no class.")),
}


def key(score: Callable[..., float] | None = None, direction: Direction = Direction.HIGHER) -> Key:
    metric: Metric = METRICS["accuracy"]
    if score is not None:
        metric = replace(metric, rows=None, score=score, direction=direction)
    return replace(read_answers(io.BytesIO(truths()), METRICS["accuracy"]), metric=metric)


def judged(key: Key, content: bytes | None = None) -> Outcome:
    return outcome(key, io.BytesIO(predictions() if content is None else content))


def on_private_rows(odd: Callable[..., Any]) -> Callable[..., Any]:
    """All is well with the public ones."""
    return lambda target, prediction: (
        odd() if len(target) == len(PRIVATE_ROWS) else float((target == prediction).mean())
    )


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_finite_number_is_no_score(odd: str, direction: Direction) -> None:
    found = judged(key(ODD[odd], direction))
    at_fault = Refused if odd in {"nan", "inf", "minus inf", "undefined"} else Failed
    assert isinstance(found, at_fault)
    assert SECRET not in repr(found)


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("odd", ODD)
def test_on_the_private_rows_it_changes_nothing_that_anybody_sees(odd: str, direction: Direction) -> None:
    found = judged(key(on_private_rows(ODD[odd]), direction), predictions(public=9))
    assert isinstance(found, Scored)
    assert (found.public, found.sealed.value, bool(found.sealed.problem)) == (0.75, None, True)
    well = judged(key(on_private_rows(gives(0.5)), direction), predictions(public=9))
    assert replace(found, sealed=Sealed(0.5)) == well


def test_the_interval_looks_at_the_public_rows_alone() -> None:
    bounds = {
        (found.low, found.high)
        for private in range(9)
        if isinstance(found := judged(key(), predictions(public=9, private=private)), Scored)
    }
    assert len(bounds) == 1


def test_a_score_without_an_interval_is_a_score() -> None:
    values = iter([0.5, 0.25])  # the metric fails when it is asked a third time
    found = judged(key(lambda **_: next(values)))
    assert found == Scored(0.5, None, None, Sealed(0.25))


def test_memory_that_runs_out_is_nobodys_fault() -> None:
    with pytest.raises(MemoryError):
        judged(key(raises(MemoryError())))


def test_a_refusal_shows_twenty_problems_of_a_kind_and_counts_all() -> None:
    found = judged(key(), b"id,label\n" + b"".join(b"x%d,1\n" % row for row in range(30)))
    assert isinstance(found, Refused)
    assert found.problems["counts"] == {"extra_id": 30, "missing_id": 20, "row_count": 1}
    assert len(found.problems["problems"]) == 41
    assert found.problems["problems"][0] == {
        "category": "extra_id",
        "message": "The id x0 is not one of those asked for.",
        "remedy": "Take the ids from the sample submission, letter for letter: they are text, so 7, 07 and 7.0 differ.",
        "row": 2,
        "column": "id",
        "id": "x0",
    }


def test_answers_without_public_rows_are_our_fault() -> None:
    private = truths().replace(b"Public", b"Private")
    with_private = read_answers(io.BytesIO(private), METRICS["accuracy"])
    assert judged(with_private) == Failed("The answers have no public rows.")
