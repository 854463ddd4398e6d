"""Refusals that say more than a sentence."""

from datetime import datetime
from math import ceil

from competition.actions.refused import RefusedError
from scoring.models.submissions import Submission


class LimitReachedError(RefusedError):
    """Until when: that becomes a Retry-After."""

    def __init__(self, message: str, *, until: datetime) -> None:
        super().__init__(message)
        self.until = until


class SameFileError(RefusedError):
    def __init__(self, message: str, *, earlier: Submission) -> None:
        super().__init__(message, field="again")
        self.earlier = earlier


def seconds_until(until: datetime, now: datetime) -> int:
    """At least one: who comes back at once would be refused again."""
    return max(1, ceil((until - now).total_seconds()))
