"""The phase of a competition follows from the clock and is never stored. Intervals are half-open: at the very
instant of the close it is closed."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Literal

from competition.models.competitions import Competition
from competition.rules.instants import briefly


class Phase(Enum):
    DRAFT = "draft"
    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return {"draft": "Draft", "upcoming": "Opens soon", "open": "Open", "closed": "Closed"}[self.value]

    @property
    def badge(self) -> str:
        return {"draft": "neutral", "upcoming": "info", "open": "good", "closed": "neutral"}[self.value]


def phase(competition: Competition, now: datetime) -> Phase:
    if competition.published_at is None or now < competition.published_at:
        return Phase.DRAFT
    if now < competition.opens_at:
        return Phase.UPCOMING
    return Phase.OPEN if now < competition.closes_at else Phase.CLOSED


@dataclass(frozen=True)
class Milestone:
    """A date on the strip. "now" is the newest one passed, "next" the first one ahead."""

    field: str
    label: str
    at: datetime
    text: str
    state: Literal["past", "now", "next", "future"]
    is_end: bool


def milestones(competition: Competition, now: datetime) -> list[Milestone]:
    dates = [(name, getattr(competition, name)) for name in Competition.DATES]
    known = sorted(((name, at) for name, at in dates if at), key=lambda date: date[1])
    passed = sum(at <= now for _, at in known)
    states: dict[int, Literal["now", "next"]] = {passed - 1: "now", passed: "next"}
    return [
        Milestone(
            field=name,
            label=Competition.date_label(name),
            at=at,
            text=briefly(at, competition.course.zone, is_end=name in Competition.ENDS),
            state=states.get(place, "past" if place < passed else "future"),
            is_end=name in Competition.ENDS,
        )
        for place, (name, at) in enumerate(known)
    ]


def next_milestone(competition: Competition, now: datetime) -> Milestone | None:
    return next((milestone for milestone in milestones(competition, now) if milestone.state == "next"), None)


def progress(competition: Competition, now: datetime) -> int:
    """How much of the stretch from the newest date passed to the next one has gone, in percent."""
    at = {milestone.state: milestone.at for milestone in milestones(competition, now)}
    if "now" not in at or "next" not in at:
        return 0
    return round(100 * ((now - at["now"]) / (at["next"] - at["now"])))
