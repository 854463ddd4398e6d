"""A competition's dates in another term: the same weekdays and times on the wall, whole weeks later."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from competition.rules.wall_times import instants_of

ONE_WEEK = timedelta(weeks=1)
Dates = Mapping[str, datetime | None]


def weeks_between(before: date, after: date) -> int:
    """Of two first days of a course, whatever their weekdays."""
    return round((after - before) / ONE_WEEK)


def fitted(
    dates: Dates, *, zone: str, first_day: date, to_zone: str, to_first_day: date, ends: tuple[str, ...], now: datetime
) -> tuple[int, dict[str, datetime | None]]:
    """How many weeks later, and the dates. It always opens in the future: sooner it could not be published whole."""
    weeks = weeks_between(first_day, to_first_day)
    found = moved(dates, weeks, zone, to_zone, ends)
    opens = found["opens_at"]
    assert opens, "a competition opens some day"
    if opens <= now:
        weeks += (now - opens) // ONE_WEEK + 1
        found = moved(dates, weeks, zone, to_zone, ends)
    return weeks, found


def moved(dates: Dates, weeks: int, zone: str, to_zone: str, ends: tuple[str, ...]) -> dict[str, datetime | None]:
    return {
        name: None if at is None else one_moved(at, weeks, zone, to_zone, is_end=name in ends)
        for name, at in dates.items()
    }


def one_moved(at: datetime, weeks: int, zone: str, to_zone: str, *, is_end: bool) -> datetime:
    """Where the clocks skip it, what they show then; where it occurs twice, what ends takes the later one."""
    wall = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) + weeks * ONE_WEEK
    found = instants_of(wall, to_zone) or [wall.replace(tzinfo=ZoneInfo(to_zone)).astimezone(UTC)]
    return found[-1 if is_end else 0]
