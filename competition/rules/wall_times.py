"""From what a clock on the wall in the course's zone shows to one instant, or to a question.

Python quietly moves a wall time that does not exist and takes the first of two that do. Here the first is refused
and the second asked about; and midnight is asked about where it ends something, since people mean either side of it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from competition.rules.instants import is_midnight, said, zone_abbreviation

ONE_MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """One of the instants that a wall time can mean."""

    at: datetime
    text: str


class SkippedTimeError(Exception):
    """The clocks skip this wall time."""


def meanings(wall: datetime, zone: str, *, is_end: bool = False) -> list[Answer]:
    """Every instant the wall time can mean: one where it is clear, more where the person has to say."""
    sides = [wall]
    if is_end and (wall.hour, wall.minute) == (0, 0):
        sides.append(wall + ONE_DAY)
    elif is_end and (wall.hour, wall.minute) == (23, 59):
        sides = [wall.replace(second=0)]
    found = [at for side in sides for at in instants_of(side, zone)]
    if not found:
        raise SkippedTimeError(_skipped(wall, zone))
    # "23:59" is the whole of that minute: what ends then ends at the instant after it.
    step = ONE_MINUTE if is_end and (wall.hour, wall.minute) == (23, 59) else timedelta()
    return [Answer(at + step, said(at + step, zone, is_end=is_end)) for at in found]


def instants_of(wall: datetime, zone: str) -> list[datetime]:
    """None in the hour that spring skips, two in the hour that autumn repeats, else one."""
    place = ZoneInfo(zone)
    folds = (wall.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1))
    return sorted({at for at in folds if at.astimezone(place).replace(tzinfo=None) == wall})


def wall_of(at: datetime, zone: str, *, is_end: bool = False) -> datetime:
    """What the form shows for a stored instant: an end at midnight reads 23:59, as it was typed."""
    local = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return local - ONE_MINUTE if is_end and is_midnight(local) else local


def _skipped(wall: datetime, zone: str) -> str:
    place = ZoneInfo(zone)
    after = wall.replace(tzinfo=place).astimezone(UTC).astimezone(place)
    return (
        f"{wall:%H:%M} on {wall:%A} {wall.day} {wall:%B %Y} does not exist in {zone}: the clocks are put forward over "
        f"it. That moment is called {after:%H:%M} {zone_abbreviation(after)}; choose a time before or after the gap."
    )
