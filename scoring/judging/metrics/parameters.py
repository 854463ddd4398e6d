"""The knobs of a metric: typed, bounded, with defaults."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np


class ParameterError(ValueError):
    """A parameter is unknown, of the wrong type or out of bounds. The text is for the instructor."""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """`type` is int, float, bool or str. A default of None means that the value is found in the answers."""

    name: str
    type: type
    default: Any
    sentence: str
    low: float = -np.inf
    high: float = np.inf
    above: float = -np.inf  # like low, without the bound itself
    below: float = np.inf

    def settled(self, value: Any) -> Any:
        if self.type is float and isinstance(value, int) and not isinstance(value, bool):
            value = as_float(value)
        if type(value) is not self.type:
            raise ParameterError(f"{self.name} must be {NAMES[self.type]}, not {value!r}.")
        if isinstance(value, int | float) and not self.fits(value):
            raise ParameterError(f"{self.name} must be {self.bounds}, not {value!r}.")
        return value

    def fits(self, value: float) -> bool:
        bounded = self.low <= value <= self.high and self.above < value < self.below
        return bounded and abs(value) < np.inf  # which numpy cannot tell of whole numbers beyond 64 bits

    @property
    def bounds(self) -> str:
        bounds = [
            (self.low, "at least"), (self.above, "more than"), (self.high, "at most"), (self.below, "less than"),
        ]  # fmt: skip
        return " and ".join(f"{words} {bound:g}" for bound, words in bounds if np.isfinite(bound)) or "finite"


def as_float(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return np.inf if value > 0 else -np.inf


NAMES: dict[type, str] = {int: "a whole number", float: "a number", bool: "true or false", str: "text"}


def settled(parameters: tuple[Parameter, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            names = ", ".join(known) or "none"
            raise ParameterError(f"There is no parameter {name!r} here. Known: {names}.")
    return {
        name: parameter.settled(given[name]) if name in given and given[name] is not None else parameter.default
        for name, parameter in known.items()
    }


POSITIVE = Parameter(
    name="positive",
    type=str,
    default=None,
    sentence="The label that counts as positive. Needed where the labels are neither 0 and 1 nor false and true.",
)
