"""What a team may see of each of its scores. On a ladder that is less than what they are worth."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from scoring.judging.metrics.metric import Direction
from scoring.rules.standing import Score, gains, order, rounded


@dataclass(frozen=True)
class Worth:
    """`value` is None where a ladder has nothing to say but that it was no significant gain. `against` is the team's
    best before it, where every score is shown as it is."""

    value: float | None
    low: float | None = None
    high: float | None = None
    against: Score | None = None


def worths(scores: Iterable[Score], direction: Direction, step: float | None) -> dict[int, Worth]:
    """By submission. Of the scores that count, or of those that came late: each half has a best of its own."""
    found: dict[int, Worth] = {}
    held: Score | None = None
    for score in sorted(scores, key=lambda score: (score.received_at, score.submission)):
        seen = score if step is None else replace(score, value=rounded(score.value, step))
        gained = held is None or gains(score.value, held.value, direction, step)
        if step is None:
            found[score.submission] = Worth(score.value, score.low, score.high, against=held)
        else:
            found[score.submission] = Worth(seen.value if gained else None)
        held = seen if gained else held
    return found


def best_first(scores: Iterable[Score], direction: Direction) -> list[int]:
    """The submissions; of equal scores the earlier is the better one."""
    ordered = sorted(scores, key=lambda score: (order(score.value, direction), score.received_at, score.submission))
    return [score.submission for score in ordered]
