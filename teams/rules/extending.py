"""When a team's close may be moved."""

from datetime import datetime

from competition.models.competitions import Competition
from competition.rules.instants import said

OVER = (
    "The competition has closed, so who was in time stands. An extension is given, changed or taken back before that."
)


def why_not_until(competition: Competition, closes_at: datetime) -> str | None:
    if closes_at > competition.closes_at:
        return None
    at = said(competition.closes_at, competition.course.zone, is_end=True)
    return f"An extension ends later than the competition, which closes on {at}."


def why_too_late(competition: Competition, now: datetime) -> str | None:
    return OVER if now >= competition.closes_at else None
