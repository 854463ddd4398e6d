"""Who leads, and how a score is shown. Plain values in, plain values out."""

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Context, Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from scoring.judging.metrics.metric import Direction

Who = TypeVar("Who", bound=Hashable)


class Medal(StrEnum):
    GOLD = "gold"
    SILVER = "silver"
    BRONZE = "bronze"


@dataclass(frozen=True)
class Entry(Generic[Who]):
    who: Who
    score: float | None  # in full precision. None: there is no score, which is never the same as 0
    moment: Any  # when it was sent in: anything that sorts


@dataclass(frozen=True)
class Place(Generic[Who]):
    rank: int
    entry: Entry[Who]


def standings(entries: Iterable[Entry[Who]], direction: Direction, *, shared: bool = False) -> list[Place[Who]]:
    """Best first; equal scores by the earlier moment; no score last. Entries of one score and one moment keep the order
    given. `shared` gives equal scores one rank (1, 2, 2, 4); without scores, all share the last one."""
    places: list[Place[Who]] = []
    for position, entry in enumerate(in_order(entries, direction), start=1):
        ties = shared and places and places[-1].entry.score == entry.score
        places.append(Place(places[-1].rank if ties else position, entry))
    return places


def best(entries: Iterable[Entry[Who]], direction: Direction) -> Entry[Who] | None:
    """The entry that counts among many of one team: the best, of equal ones the earliest."""
    ordered = in_order(entries, direction)
    return ordered[0] if ordered else None


def in_order(entries: Iterable[Entry[Who]], direction: Direction) -> list[Entry[Who]]:
    sign = -1.0 if direction is Direction.HIGHER else 1.0

    def order(entry: Entry[Who]) -> tuple[bool, float, Any]:
        if entry.score is None:
            return True, 0.0, entry.moment
        if not math.isfinite(entry.score):
            raise ValueError("A score is a finite number or None.")  # NaN would scramble the order silently
        return False, sign * entry.score, entry.moment

    return sorted(entries, key=order)


def medals(places: Sequence[Place[Who]]) -> dict[Who, Medal]:
    """Kaggle's bands over the teams that have a score, the better medal first. Whoever has the very score of the last
    one in a band is in the band, with or without shared ranks: the order by time decides no medal."""
    scored = [place.entry for place in places if place.entry.score is not None]
    given: dict[Who, Medal] = {}
    for medal, size in zip(Medal, bands(len(scored)), strict=True):
        end = size
        while 0 < end < len(scored) and scored[end].score == scored[size - 1].score:
            end += 1
        for entry in scored[:end]:
            given.setdefault(entry.who, medal)
    return given


def bands(teams: int) -> tuple[int, int, int]:
    """How many teams from the top have gold; gold or silver; any medal. Shares are cut to whole teams, at least one."""
    if teams == 0:
        return 0, 0, 0
    if teams < 100:
        return max(1, teams // 10), max(1, teams // 5), max(1, teams * 2 // 5)
    if teams < 250:
        return 10, teams // 5, teams * 2 // 5
    gold = 10 + teams // 500
    return (gold, 50, 100) if teams < 1000 else (gold, teams // 20, teams // 10)


def display(score: float, digits: int) -> str:
    """The score cut, not rounded, to so many decimals of its shortest decimal form: 1.805519995 is 1.80551 at five.
    What is cut to nothing has no sign: 0.0000, never -0.0000. From 1e16 on, where a board's column would burst, the
    digits are those of the power form: 1.23456e+300."""
    exact = Decimal(repr(float(score)))
    power = exact.adjusted()
    if exact and power >= 16:
        return f"{cut(exact.scaleb(-power), digits)}e+{power}"
    return cut(exact, digits)


def cut(exact: Decimal, digits: int) -> str:
    context = Context(prec=digits + 20)
    shown = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_DOWN, context=context)
    return f"{shown if shown else abs(shown):f}"
