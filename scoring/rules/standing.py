"""What one team has on the board: worked out from all its scores, in the order in which the files came in. So it does
not matter in which order they were judged, and a row that is kept up to date equals one that is made from scratch."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from scoring.judging.metrics.metric import Direction

HISTORY = 24


@dataclass(frozen=True)
class Score:
    """Of one submission that counts."""

    submission: int
    value: float
    received_at: datetime
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Shown:
    """`order` is the value so that smaller is better."""

    value: float
    order: float
    reached_at: datetime
    submission: int
    low: float | None
    high: float | None
    entries: int
    last_at: datetime
    history: tuple[float, ...]


def standing(scores: Iterable[Score], direction: Direction, step: float | None = None) -> Shown | None:
    """None for a team without a score. With a `step` the board climbs a ladder (Blum and Hardt, 2015): a better score
    is shown only if it is better by more than the step, and rounded to it, without its interval, so that a board cannot
    be climbed by chance."""
    ordered = sorted(scores, key=lambda score: (score.received_at, score.submission))
    if not ordered:
        return None
    climb = shown_after_each(ordered, direction, step)
    held = climb[-1]
    return Shown(
        value=held.value,
        order=order(held.value, direction),
        reached_at=held.received_at,
        submission=held.submission,
        low=held.low,
        high=held.high,
        entries=len(ordered),
        last_at=ordered[-1].received_at,
        history=tuple(score.value for score in climb[-HISTORY:]),
    )


def shown_after_each(ordered: Iterable[Score], direction: Direction, step: float | None) -> list[Score]:
    held: Score | None = None
    climb = []
    for score in ordered:
        if held is None or gains(score.value, held.value, direction, step):
            held = score if step is None else replace(score, value=rounded(score.value, step), low=None, high=None)
        climb.append(held)
    return climb


def shown_changes(scores: Iterable[Score], direction: Direction, step: float) -> int:
    """How many of a team's scores moved what a ladder shows of it: the others told nothing but that they did not."""
    ordered = sorted(scores, key=lambda score: (score.received_at, score.submission))
    return len({score.submission for score in shown_after_each(ordered, direction, step)})


def gains(value: float, held: float, direction: Direction, step: float | None) -> bool:
    return order(value, direction) < order(held, direction) - (step or 0.0)


def order(value: float, direction: Direction) -> float:
    return (-value if direction is Direction.HIGHER else value) + 0.0  # never -0.0


def rounded(value: float, step: float) -> float:
    """In decimals, as people write the step: 29 steps of 0.01 are 0.29, not 0.29000000000000004."""
    one = Decimal(repr(step))
    near = float((Decimal(repr(value)) / one).to_integral_value() * one)
    return near if math.isfinite(near) else value
