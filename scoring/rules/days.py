"""The day of a daily limit: from midnight to midnight on the wall of the course's zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def day_of(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def this_day_at(at: datetime, zone: str) -> datetime:
    """When the day began."""
    return datetime.combine(day_of(at, zone), time.min, ZoneInfo(zone)).astimezone(UTC)


def next_day_at(at: datetime, zone: str) -> datetime:
    """Where clocks change at midnight, 00:00 may be there twice, or not at all: this is the day's first instant."""
    tomorrow = day_of(at, zone) + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, ZoneInfo(zone)).astimezone(UTC)
