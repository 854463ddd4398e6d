"""A metric in plain values and words."""

import math
from typing import Any

from scoring.judging.metrics.catalogue import FAMILIES
from scoring.judging.metrics.metric import Direction, Example, Kind, Metric, Role
from scoring.judging.metrics.parameters import NAMES, Parameter

CELLS = {
    Kind.NUMBER: "number",
    Kind.RATING: "whole number",
    Kind.BINARY: "one of two labels",
    Kind.LABEL: "label",
    Kind.CLASS: "label, or 0 and 1",
    Kind.TEXT: "text",
}


def plain(metric: Metric) -> dict[str, Any]:
    """All that is known, for JSON. None stands for a bound that is not there."""
    return {
        "id": metric.id,
        "title": metric.title,
        "family": family_of(metric),
        "sentence": metric.sentence,
        "direction": metric.direction.value,
        "best": finite(metric.best),
        "worst": finite(metric.worst),
        "answers": [plain_role(role) for role in metric.answers],
        "predictions": [plain_role(role) for role in metric.predictions],
        "parameters": [plain_parameter(parameter) for parameter in metric.knobs],
        "example": plain_example(metric.example),
    }


def family_of(metric: Metric) -> str:
    return next(name for name, metrics in FAMILIES.items() if metric in metrics)


def finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def plain_role(role: Role) -> dict[str, Any]:
    return {
        "name": role.name,
        "kind": role.kind.value,
        "holds": role.holds,
        "many": role.many,
        "same_as": role.same_as,
        "low": finite(role.low),
        "high": finite(role.high),
        "above": finite(role.above),
        "blank": role.blank,
    }


def plain_parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type.__name__,
        "default": parameter.default,
        "sentence": parameter.sentence,
        "low": finite(parameter.low),
        "high": finite(parameter.high),
        "above": finite(parameter.above),
        "below": finite(parameter.below),
    }


def plain_example(example: Example) -> dict[str, Any]:
    return {
        "answers": example.answers,
        "submission": example.submission,
        "params": dict(example.parameters or {}),
        "columns": {role: list(names) for role, names in (example.columns or {}).items()},
        "value": example.value,
        "words": example.words,
    }


def direction(metric: Metric) -> str:
    which = "Higher" if metric.direction is Direction.HIGHER else "Lower"
    worst = f"the worst is {number(metric.worst)}" if math.isfinite(metric.worst) else "there is no worst"
    return f"{which} is better: the best is {number(metric.best)}, {worst}."


def number(value: float) -> str:
    return f"{value:.6g}".replace("-", "−")


def cells(role: Role) -> str:
    """What a cell may hold: “number, 0 to 1”."""
    limits = {
        (True, True): f"{number(role.low)} to {number(role.high)}",
        (True, False): f"at least {number(role.low)}",
        (False, True): f"at most {number(role.high)}",
        (False, False): "",
    }[math.isfinite(role.low), math.isfinite(role.high)]
    more = f"more than {number(role.above)}" if math.isfinite(role.above) else ""
    blank = "may be blank" if role.blank else ""
    return ", ".join(part for part in (CELLS[role.kind], limits, more, blank) if part)


def takes(parameter: Parameter) -> str:
    """“a number, at least 0 and at most 1000”"""
    bounds = "" if parameter.bounds == "finite" else f", {parameter.bounds}"
    return f"{NAMES[parameter.type]}{bounds}"


def default(parameter: Parameter) -> str:
    return "found in the answers" if parameter.default is None else str(parameter.default).lower()
