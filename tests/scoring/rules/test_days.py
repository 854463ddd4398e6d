"""When a day of a course ends, all year round and all around the world."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scoring.rules.days import day_of, next_day_at

SECOND = timedelta(seconds=1)
# In Cairo, Beirut, Havana, Santiago and Asunción clocks change, or changed, at midnight itself.
ZONES = (
    "UTC",
    "America/Chicago",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Havana",
    "America/Santiago",
    "America/Asuncion",
    "Atlantic/Azores",
    "Europe/Berlin",
    "Europe/London",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
)


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_lasts_until_the_last_second_before_the_next(zone: str) -> None:
    at, lengths = next_day_at(datetime(2026, 7, 1, tzinfo=UTC), zone), []
    for _ in range(365):
        today, midnight = day_of(at, zone), next_day_at(at, zone)
        seconds = [day_of(midnight + shift, zone) for shift in (-SECOND, timedelta(), SECOND)]
        tomorrow = today + timedelta(days=1)
        assert seconds == [today, tomorrow, tomorrow]
        assert next_day_at(midnight - SECOND, zone) == midnight
        lengths.append(midnight - at)
        at = midnight
    assert {timedelta(hours=24)} <= set(lengths)
    assert sum(lengths, timedelta()) == timedelta(days=365) + shifted(zone, at)


def shifted(zone: str, at: datetime) -> timedelta:
    """How much the clock on the wall differs between the ends of the year that was gone through."""
    ends = [datetime(2026 + year, 7, 2, tzinfo=ZoneInfo(zone)).utcoffset() or timedelta() for year in (0, 1)]
    return ends[0] - ends[1]


def test_a_day_on_which_clocks_change_is_an_hour_longer_or_shorter() -> None:
    begins = datetime(2026, 11, 1, 5, tzinfo=UTC)
    assert (day_of(begins, "America/Chicago"), next_day_at(begins, "America/Chicago") - begins) == (
        date(2026, 11, 1),
        timedelta(hours=25),
    )
    begins = datetime(2027, 3, 14, 6, tzinfo=UTC)
    assert next_day_at(begins, "America/Chicago") - begins == timedelta(hours=23)


def test_where_midnight_is_left_out_the_day_begins_at_one() -> None:
    """Beirut, 28 March 2027: after 23:59:59 comes 01:00."""
    before = datetime(2027, 3, 27, 12, tzinfo=UTC)
    first = next_day_at(before, "Asia/Beirut")
    assert first.astimezone(ZoneInfo("Asia/Beirut")).isoformat() == "2027-03-28T01:00:00+03:00"
