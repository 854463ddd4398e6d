"""The way of a file, step by step, as the page of a submission shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.humanize.templatetags.humanize import ordinal

from competition.rules.instants import on_the_clock
from scoring.models.claimable import WorkState

ENDS = {
    WorkState.DONE: "Scored",
    WorkState.REFUSED: "Refused",
    WorkState.FAILED: "Our fault",
}


@dataclass(frozen=True)
class Way:
    """What is known of it. `seconds` is None where nobody can tell how long the line takes."""

    zone: str
    state: str
    received_at: datetime
    judged_at: datetime | None = None
    position: int = 0
    seconds: int | None = None
    late: bool = False


@dataclass(frozen=True)
class Stage:
    label: str
    text: str
    state: str = ""  # done, now or failed; empty for what is still to come


def stages(way: Way) -> Iterator[Stage]:
    received = on_the_clock(way.received_at, way.zone)
    yield Stage("Uploaded", received, "done")
    yield Stage("Checked", "whole, but after the close" if way.late else "whole, and in time", "done")
    yield _in_line(way)
    yield _end(way)


def _in_line(way: Way) -> Stage:
    if way.state == WorkState.QUEUED:
        return Stage("Queued", in_line(way.position, way.seconds), "now")
    return Stage("Queued", "it was its turn", "done")


def in_line(position: int, seconds: int | None) -> str:
    place = "next in line" if position <= 1 else f"{ordinal(position)} in line"
    return place if seconds is None else f"{place}, about {seconds} s"


def _end(way: Way) -> Stage:
    if way.state in ENDS:
        at = on_the_clock(way.judged_at, way.zone) if way.judged_at else ""
        return Stage(ENDS[WorkState(way.state)], at, "done" if way.state == WorkState.DONE else "failed")
    return Stage("Scored", "being read and scored", "now") if way.state == WorkState.RUNNING else Stage("Scored", "")
