"""Cells that hold items, separated by blanks. Items are text: 7 is not 07."""

from collections.abc import Callable, Iterable

import numpy as np

from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.metric import HostError, Kind, Role
from scoring.judging.metrics.parameters import Parameter

Items = tuple[str, ...]


def items(cell: str) -> Items:
    return tuple(cell.split())


TRUE_ITEMS = Role(
    name="target",
    kind=Kind.TEXT,
    blank=True,
    parse=items,
    holds="the true items, in any order, separated by blanks",
)
RANKED_ITEMS = Role(
    name="prediction",
    kind=Kind.TEXT,
    same_as="target",
    blank=True,
    parse=items,
    holds="the predicted items, best first, separated by blanks",
)
PREDICTED_ITEMS = Role(
    name="prediction",
    kind=Kind.TEXT,
    same_as="target",
    blank=True,
    parse=items,
    holds="the predicted items, in any order, separated by blanks",
)


def first(default: int) -> Parameter:
    return Parameter(
        name="k", type=int, default=default, low=1, sentence="How many items of each row count, from its first."
    )


def each(of_row: Callable[..., float], *columns: Iterable[Items]) -> Floats:
    return np.array([of_row(*cells) for cells in zip(*columns, strict=True)], np.float64)


def empty_fault(target: Objects, **_: object) -> str | None:
    """Nothing can be found where there is nothing to find."""
    empty = sum(not cell for cell in target)
    return f"{empty:,} of the {len(target):,} rows have no true item. Each row needs one or more." if empty else None


def found(truth: Items, ranked: Items, k: int) -> list[int]:
    """The ranks, from 1, at which true items are named for the first time. A repeated item takes up its rank."""
    missing, ranks = set(truth), []
    if not missing:
        raise HostError("A row has no true item.")
    for rank, item in enumerate(ranked[:k], start=1):
        if item in missing:
            missing.remove(item)
            ranks.append(rank)
    return ranks
