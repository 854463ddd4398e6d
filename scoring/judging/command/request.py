"""What is to be judged by what: from an option or a line of JSON to plain, checked values."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from scoring.judging.command.failure import CommandError
from scoring.judging.layout import Given
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Metric

NEEDED = ("answers", "submission", "metric")
FIELDS = (*NEEDED, "params", "columns")


@dataclass(frozen=True)
class Request:
    answers: str
    submission: str
    metric: Metric
    params: Mapping[str, Any]
    columns: Given


def request_of(fields: Mapping[str, Any]) -> Request:
    """A field of None counts as not given."""
    given = {name: value for name, value in fields.items() if value is not None}
    if unknown := [name for name in given if name not in FIELDS]:
        raise CommandError(f"There is no field “{unknown[0]}” in a request. There are: {', '.join(FIELDS)}.")
    if absent := [name for name in NEEDED if name not in given]:
        raise CommandError(f"Not said: {', '.join(absent)}.")
    for name in NEEDED:
        if not isinstance(given[name], str):
            raise CommandError(f"“{name}” must be text.")
    return Request(
        answers=given["answers"],
        submission=given["submission"],
        metric=metric_called(given["metric"]),
        params=checked_params(given.get("params", {})),
        columns=checked_columns(given.get("columns", {})),
    )


def metric_called(name: str) -> Metric:
    if name in METRICS:
        return METRICS[name]
    alike = get_close_matches(name, METRICS, n=1)
    raise CommandError(
        f"There is no metric “{name}”. "
        + (f"Did you mean {alike[0]}?" if alike else "The command “metrics” lists them.")
    )


def checked_params(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise CommandError("“params” must be a JSON object, from names to values.")
    return value


def checked_columns(value: object) -> Given:
    if not isinstance(value, dict) or not all(is_columns(names) for names in value.values()):
        raise CommandError("“columns” must be a JSON object, from roles to the name of a column or a list of names.")
    return value


def is_columns(names: object) -> bool:
    return isinstance(names, str) or (isinstance(names, list) and all(isinstance(name, str) for name in names))
