from datetime import timedelta

import pytest

from competition.models.competitions import Competition
from competition.models.courses import Course
from competition.rules.phases import Phase, milestones, next_milestone, phase, progress
from tests.factories import NOW

DAY = timedelta(days=1)
INSTANT = timedelta(milliseconds=1)


@pytest.fixture
def wines() -> Competition:
    return Competition(
        course=Course(zone="UTC"),
        opens_at=NOW,
        teams_lock_at=NOW + 5 * DAY,
        closes_at=NOW + 10 * DAY,
        published_at=NOW - DAY,
    )


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (-2 * DAY, Phase.DRAFT),
        (-DAY, Phase.UPCOMING),
        (-INSTANT, Phase.UPCOMING),
        (0 * DAY, Phase.OPEN),
        (10 * DAY - INSTANT, Phase.OPEN),
        (10 * DAY, Phase.CLOSED),
    ],
)
def test_the_phase_follows_from_the_clock(wines: Competition, after: timedelta, expected: Phase) -> None:
    assert phase(wines, NOW + after) is expected


def test_an_unpublished_competition_is_a_draft_at_any_time(wines: Competition) -> None:
    wines.published_at = None
    assert {phase(wines, NOW + number * DAY) for number in range(-3, 30)} == {Phase.DRAFT}


def test_milestones_are_in_order_and_one_is_next(wines: Competition) -> None:
    assert [(m.label, m.state) for m in milestones(wines, NOW + DAY)] == [
        ("Opens", "now"),
        ("Teams lock", "next"),
        ("Closes", "future"),
    ]


def test_after_the_last_date_nothing_is_next(wines: Competition) -> None:
    assert [m.state for m in milestones(wines, NOW + 11 * DAY)] == ["past", "past", "now"]
    assert next_milestone(wines, NOW + 11 * DAY) is None


def test_progress_runs_from_one_date_to_the_next(wines: Competition) -> None:
    assert [progress(wines, NOW + number * DAY) for number in (-1, 0, 1, 4, 5, 11)] == [0, 0, 20, 80, 0, 0]
