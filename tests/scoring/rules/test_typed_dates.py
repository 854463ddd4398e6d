"""Dates of a course file, there and back."""

from datetime import UTC, datetime

import pytest

from scoring.rules.typed_dates import UnclearTimeError, as_typed, instant

CHICAGO = "America/Chicago"
STORED = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)  # the second 01:30 of that night


def read(typed: str, *, is_end: bool = False, stored: datetime | None = None) -> str:
    found = instant(datetime.fromisoformat(typed), CHICAGO, is_end=is_end, stored=stored)
    return found.astimezone(UTC).isoformat()


@pytest.mark.parametrize(
    ("typed", "is_end", "read_as"),
    [
        ("2026-09-01T09:00", False, "2026-09-01T14:00:00+00:00"),
        ("2026-09-01T23:59", False, "2026-09-02T04:59:00+00:00"),
        ("2026-09-01T23:59", True, "2026-09-02T05:00:00+00:00"),
        ("2026-09-01T23:59-05:00", True, "2026-09-02T05:00:00+00:00"),
        ("2026-09-02T06:59+02:00", True, "2026-09-02T05:00:00+00:00"),
        ("2026-09-02T00:00-05:00", True, "2026-09-02T05:00:00+00:00"),
    ],
)
def test_an_end_at_23_59_is_the_whole_of_that_minute_however_it_is_written(
    typed: str, is_end: bool, read_as: str
) -> None:
    assert read(typed, is_end=is_end) == read_as


def test_a_date_that_is_unclear_is_not_asked_about_while_it_stays() -> None:
    with pytest.raises(UnclearTimeError):
        read("2026-11-01T01:30")
    assert read("2026-11-01T01:30", stored=STORED) == STORED.isoformat()


def test_midnight_as_an_end_offers_both_sides_of_the_day() -> None:
    with pytest.raises(UnclearTimeError) as unclear:
        read("2026-09-02T00:00", is_end=True)
    assert str(unclear.value) == (
        'This time has two meanings. Write "2026-09-02T00:00:00-05:00" for Wed 2 Sep 2026, 00:00 CDT '
        '(midnight at the end of Tuesday 1 September) or "2026-09-03T00:00:00-05:00" for Thu 3 Sep 2026, 00:00 CDT '
        "(midnight at the end of Wednesday 2 September)."
    )


def test_what_is_written_for_an_instant_reads_as_that_instant() -> None:
    dates = {
        "opens": datetime(2026, 9, 1, 14, tzinfo=UTC),
        "teams_lock": STORED,
        "closes": datetime(2026, 12, 1, 6, tzinfo=UTC),
        "hand_in": datetime(2026, 12, 4, 12, 0, 30, tzinfo=UTC),
        "none": None,
    }
    ends = ("teams_lock", "closes", "hand_in")
    written = as_typed(dates, CHICAGO, ends)
    assert written == {
        "opens": "2026-09-01 09:00",
        "teams_lock": "2026-11-01T01:30:00-06:00",
        "closes": "2026-11-30 23:59",
        "hand_in": "2026-12-04T06:00:30-06:00",
    }
    back = {name: read(typed, is_end=name in ends) for name, typed in written.items()}
    assert back == {name: at.isoformat() for name, at in dates.items() if at}
