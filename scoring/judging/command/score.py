"""`score`: what a submission is worth, as one JSON object; or a batch of them."""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from scoring.judging.answers import Key
from scoring.judging.arrays import Arrays
from scoring.judging.command import batch
from scoring.judging.command.failure import DONE, REFUSED
from scoring.judging.command.files import opened
from scoring.judging.command.keys import Keys
from scoring.judging.command.output import print_json
from scoring.judging.command.request import FIELDS, Request, request_of
from scoring.judging.command.unusable import UnusableError
from scoring.judging.intervals.interval import interval
from scoring.judging.problems import RefusedError
from scoring.judging.submission import read_submission
from scoring.judging.verdict import Verdict, aligned, part_arrays, verdict


def run(arguments: Namespace) -> int:
    given = {name: getattr(arguments, name) for name in FIELDS}
    keys = Keys()

    def judged(fields: Mapping[str, Any]) -> dict[str, Any]:
        return score(request_of({**given, **fields}), keys, with_intervals=arguments.interval)

    if arguments.batch is not None:
        return batch.run(arguments.batch, judged)
    try:
        print_json(judged({}))
    except RefusedError as refusal:
        print_json(refusal.as_plain())
        return REFUSED
    except UnusableError as error:
        print_json(error.as_plain())
        raise
    return DONE


def score(request: Request, keys: Keys, *, with_intervals: bool) -> dict[str, Any]:
    key = keys.key(request)
    with opened(request.submission, "submission") as stream:
        predictions = aligned(key, read_submission(stream, key.expected))
    found = verdict(key, predictions)
    return plain(found) | (intervals(key, predictions, found) if with_intervals else {})


def plain(found: Verdict) -> dict[str, Any]:
    """A private value that is undefined is told beside the public one, to whoever holds the answers."""
    values: dict[str, Any] = {"public": found.public, "private": found.private, "rows": dict(found.rows)}
    return values if found.private_problem is None else values | {"private_problem": found.private_problem.as_plain()}


def intervals(key: Key, predictions: Arrays, found: Verdict) -> dict[str, Any]:
    return {
        f"{part}_interval": interval_of(key, predictions, part) if value is not None else None
        for part, value in (("public", found.public), ("private", found.private))
    }


def interval_of(key: Key, predictions: Arrays, part: str) -> dict[str, Any] | None:
    """None where the rows do not tell how sure the score is."""
    bounds = interval(key.metric, part_arrays(key, predictions, part), key.parameters)
    return None if bounds is None else {name: value for name, value in asdict(bounds).items() if name != "value"}
