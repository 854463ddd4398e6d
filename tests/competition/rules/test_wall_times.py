from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competition.rules.instants import iso, said
from competition.rules.wall_times import SkippedTimeError, meanings, wall_of

CHICAGO, NEW_YORK = "America/Chicago", "America/New_York"
ZONES = st.sampled_from(
    [
        CHICAGO,
        NEW_YORK,
        "UTC",
        "Europe/Istanbul",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "America/Santiago",
        "Asia/Beirut",
    ]
)
WALLS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1)).map(
    lambda wall: wall.replace(second=0, microsecond=0)
)


def instants(wall: datetime, zone: str, *, is_end: bool = True) -> list[str]:
    return [iso(meaning.at) for meaning in meanings(wall, zone, is_end=is_end)]


@pytest.mark.parametrize(
    ("wall", "zone", "instant"),
    [
        (datetime(2022, 4, 18, 23, 59), "UTC", "2022-04-19T00:00:00Z"),
        (datetime(2026, 4, 19, 23, 59), CHICAGO, "2026-04-20T05:00:00Z"),
        (datetime(2026, 4, 19, 23, 59), "UTC", "2026-04-20T00:00:00Z"),
        (datetime(2026, 11, 3, 23, 59), NEW_YORK, "2026-11-04T05:00:00Z"),
        (datetime(2026, 9, 22, 23, 59), NEW_YORK, "2026-09-23T04:00:00Z"),
        (datetime(2022, 10, 16, 23, 59), "Europe/Istanbul", "2022-10-16T21:00:00Z"),
    ],
)
def test_2359_ends_at_the_instant_after_that_minute(wall: datetime, zone: str, instant: str) -> None:
    assert instants(wall, zone) == [instant]


def test_2359_as_a_start_is_that_very_minute() -> None:
    assert instants(datetime(2026, 4, 19, 23, 59), CHICAGO, is_end=False) == ["2026-04-20T04:59:00Z"]


def test_midnight_as_an_end_has_two_sides() -> None:
    assert instants(datetime(2026, 4, 19, 0, 0), CHICAGO) == ["2026-04-19T05:00:00Z", "2026-04-20T05:00:00Z"]


def test_midnight_as_a_start_is_plain() -> None:
    assert instants(datetime(2026, 4, 19, 0, 0), CHICAGO, is_end=False) == ["2026-04-19T05:00:00Z"]


def test_a_time_that_spring_skips_is_refused_with_the_name_it_would_have() -> None:
    with pytest.raises(SkippedTimeError) as refusal:
        meanings(datetime(2027, 3, 14, 2, 30), NEW_YORK)
    assert str(refusal.value) == (
        "02:30 on Sunday 14 March 2027 does not exist in America/New_York: the clocks are put forward over it. "
        "That moment is called 03:30 EDT; choose a time before or after the gap."
    )


def test_a_time_that_autumn_repeats_has_two_meanings() -> None:
    found = meanings(datetime(2027, 11, 7, 1, 30), NEW_YORK)
    assert [meaning.text for meaning in found] == ["Sun 7 Nov 2027, 01:30 EDT", "Sun 7 Nov 2027, 01:30 EST"]
    assert found[1].at - found[0].at == timedelta(hours=1)


@settings(max_examples=500)
@given(wall=WALLS, zone=ZONES)
def test_a_meaning_reads_as_it_was_typed(wall: datetime, zone: str) -> None:
    try:
        found = meanings(wall, zone)
    except SkippedTimeError:
        assert (
            wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall
        )
        return
    assert {wall_of(meaning.at, zone) for meaning in found} == {wall}


@given(wall=WALLS, zone=ZONES)
def test_at_most_one_meaning_for_a_start_on_a_common_day(wall: datetime, zone: str) -> None:
    place = ZoneInfo(zone)
    if wall.replace(tzinfo=place).utcoffset() == wall.replace(tzinfo=place, fold=1).utcoffset():
        assert len(meanings(wall, zone, is_end=False)) == 1


def test_midnight_is_said_with_its_side() -> None:
    assert said(datetime(2026, 4, 20, 5, 0, tzinfo=UTC), CHICAGO, is_end=True) == (
        "Mon 20 Apr 2026, 00:00 CDT (midnight at the end of Sunday 19 April)"
    )


def test_a_zone_without_letters_is_said_by_its_number() -> None:
    assert said(datetime(2022, 10, 16, 20, 59, tzinfo=UTC), "Europe/Istanbul") == "Sun 16 Oct 2022, 23:59 UTC+3"
