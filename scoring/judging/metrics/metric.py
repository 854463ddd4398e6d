"""What a metric is: plain data around one function of arrays. A metric is one small file; see `regression/rmse.py`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from scoring.judging.arrays import Array, Arrays, Floats
from scoring.judging.metrics.parameters import POSITIVE, Parameter, settled
from scoring.judging.problems import Category


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"


class Kind(StrEnum):
    """How the cells of a column are read, and the array that a metric's functions receive for it."""

    NUMBER = "number"  # float64, finite
    RATING = "rating"  # float64, whole numbers
    BINARY = "binary"  # bool, True for the positive class
    LABEL = "label"  # int32 codes: equal codes mean equal labels; labels that only predictions hold come last
    CLASS = "class"  # int32, the truth as an index into the prediction columns, which are named for the classes
    TEXT = "text"  # objects: str, or what the role's `parse` makes of it


@dataclass(frozen=True, kw_only=True)
class Role:
    """One column, or with `many` several columns, that a metric reads, under the name of the functions' argument."""

    name: str
    kind: Kind
    holds: str  # "the true value": what people read where columns are assigned
    many: bool = False
    same_as: str | None = None  # of a prediction: the role of the answers whose columns it is named like
    low: float = -np.inf
    high: float = np.inf
    above: float = -np.inf  # like low, without the bound itself
    blank: bool = False  # an empty cell means something: no items, no mask, no words
    parse: Callable[[str], object] | None = None  # raises FormatError for a cell that it cannot read


@dataclass(frozen=True)
class Example:
    """Three rows worked by hand. The texts are whole CSV files; tests score them."""

    answers: str
    submission: str
    value: float
    words: str
    parameters: Mapping[str, Any] | None = None
    columns: Mapping[str, tuple[str, ...]] | None = None  # by role, where the names of the columns do not tell


@dataclass(frozen=True)
class Fault:
    """Rows of a submission that break a rule of the metric about whole rows. Their places count in the arrays given."""

    category: Category
    places: Array
    message: str
    remedy: str


class FormatError(ValueError):
    """A cell has not the form that the metric asks for. The text says what is wrong; the cell is quoted beside it."""


class UndefinedError(Exception):
    """The predictions leave the score undefined."""


class HostError(Exception):
    """The answers leave every score undefined, or a library is absent. The text holds no value of the answers."""


def only(means: Floats) -> float:
    return float(means[0])


@dataclass(frozen=True, kw_only=True)
class Metric:
    """Say either `score`, or `rows` (and `finish`) for scores that follow from means over rows. All functions take the
    columns by the names of their roles, and the parameters by theirs, as keyword arguments."""

    id: str
    title: str
    sentence: str
    direction: Direction
    best: float
    worst: float
    answers: tuple[Role, ...]
    predictions: tuple[Role, ...]
    example: Example
    parameters: tuple[Parameter, ...] = ()
    score: Callable[..., float] | None = None
    rows: Callable[..., Floats] | None = None  # (n,) or (n × k)
    finish: Callable[..., float] = only  # the k means over the rows → the score
    influence: Callable[..., Floats] | None = None  # what each row (or query) moves; its spread / √n is the error
    answers_fault: Callable[..., str | None] | None = None  # asked for each part; with a CLASS also how many `classes`
    faults: Callable[..., Iterable[Fault]] | None = None  # asked once for all rows, with answers and predictions

    def settle(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """The values of all parameters, with defaults; ParameterError names what does not fit."""
        return settled(self.knobs, parameters)

    def value(self, **columns: Any) -> float:
        """The score of aligned arrays. May be infinite or raise UndefinedError: `verdict` makes errors of both."""
        if self.score is not None:
            return float(self.score(**columns))
        return float(self.finish(self.means(**columns)))

    def means(self, **columns: Any) -> Floats:
        assert self.rows is not None
        return np.atleast_1d(self.rows(**columns).mean(axis=0))

    def is_better(self, left: float, right: float) -> bool:
        return left > right if self.direction is Direction.HIGHER else left < right

    @property
    def knobs(self) -> tuple[Parameter, ...]:
        """What an instructor may set. Which label is positive matters where files are read, not to the functions."""
        coded = any(role.kind is Kind.BINARY and not role.many for role in self.roles)
        return (POSITIVE, *self.parameters) if coded else self.parameters

    @property
    def roles(self) -> tuple[Role, ...]:
        return self.answers + self.predictions


def part_of(arrays: Arrays, rows: slice) -> dict[str, Array]:
    return {name: array[rows] for name, array in arrays.items()}
