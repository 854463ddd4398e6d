"""How long each file in the line takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median

ON_THE_WAY = 0.1  # seconds, until a worker hears of the next one


@dataclass(frozen=True)
class Worked:
    begun_at: datetime
    ended_at: datetime

    @property
    def seconds(self) -> float:
        return (self.ended_at - self.begun_at).total_seconds()


def seconds_each(worked: Sequence[Worked]) -> float | None:
    """In a rush, what lies between one score and the next, however many workers there are. When there was little to
    do, that is mostly waiting for somebody to send a file: then what the work itself takes."""
    if not worked:
        return None
    alone = median(each.seconds for each in worked) + ON_THE_WAY
    ends = sorted(each.ended_at for each in worked)
    between = [(later - earlier).total_seconds() for earlier, later in pairwise(ends)]
    return min(alone, median(between)) if between else alone
