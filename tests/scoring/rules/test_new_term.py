"""Dates of a competition in another term."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from scoring.rules.new_term import fitted, one_moved, weeks_between

CHICAGO, BERLIN = "America/Chicago", "Europe/Berlin"
NOW = datetime(2026, 10, 14, tzinfo=UTC)
ENDS = ("closes_at", "hand_in_at")


def at(text: str, zone: str = CHICAGO, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("after", "weeks"),
    [(date(2027, 1, 11), 20), (date(2027, 1, 13), 20), (date(2026, 8, 24), 0), (date(2026, 8, 3), -3)],
)
def test_terms_are_apart_by_whole_weeks(after: date, weeks: int) -> None:
    assert weeks_between(date(2026, 8, 24), after) == weeks


@pytest.mark.parametrize("zone", [CHICAGO, BERLIN])
def test_weekdays_and_times_on_the_wall_stay_across_zones_and_clock_changes(zone: str) -> None:
    found = one_moved(at("2026-09-04 09:00"), 24, CHICAGO, zone, is_end=False)
    assert found == at("2027-02-19 09:00", zone)


def test_a_time_that_the_clocks_skip_then_is_what_they_show() -> None:
    assert one_moved(at("2026-09-27 02:30"), 24, CHICAGO, CHICAGO, is_end=False) == at("2027-03-14 03:30")


@pytest.mark.parametrize(("is_end", "fold"), [(False, 0), (True, 1)])
def test_of_a_time_that_occurs_twice_then_nobody_loses_an_hour(is_end: bool, fold: int) -> None:
    found = one_moved(at("2026-09-06 01:30"), 8, CHICAGO, CHICAGO, is_end=is_end)
    assert found == at("2026-11-01 01:30", fold=fold)


def fit(opens: str, to_first_day: date) -> tuple[int, dict[str, datetime | None]]:
    dates = {"opens_at": at(opens), "closes_at": at("2026-11-01 00:00"), "hand_in_at": None}
    return fitted(
        dates, zone=CHICAGO, first_day=date(2026, 8, 24), to_zone=CHICAGO, to_first_day=to_first_day, ends=ENDS, now=NOW
    )


def test_dates_lie_in_the_new_term_where_they_lay_in_the_old_one() -> None:
    assert fit("2026-09-01 09:00", date(2027, 1, 11)) == (
        20,
        {"opens_at": at("2027-01-19 09:00"), "closes_at": at("2027-03-21 00:00"), "hand_in_at": None},
    )


@pytest.mark.parametrize("first_day", [date(2026, 8, 24), date(2025, 8, 25)])
def test_what_would_open_in_the_past_opens_next_week(first_day: date) -> None:
    weeks, found = fit("2026-09-01 09:00", first_day)
    assert (weeks, found["opens_at"]) == (7, at("2026-10-20 09:00"))
