from datetime import timedelta

import pytest

from scoring.rules.pace import ON_THE_WAY, Worked, seconds_each
from tests.factories import NOW


def worked(*ends: float, each: float = 0.5) -> list[Worked]:
    return [Worked(NOW + timedelta(seconds=end - each), NOW + timedelta(seconds=end)) for end in ends]


def test_nothing_is_said_where_nothing_was_scored() -> None:
    assert seconds_each([]) is None


def test_in_a_rush_it_is_what_lies_between_two_scores_however_many_work() -> None:
    assert seconds_each(worked(0.0, 0.2, 0.4, 0.6)) == pytest.approx(0.2)


def test_pauses_between_uploads_are_not_work() -> None:
    assert seconds_each(worked(0, 20, 50)) == pytest.approx(0.5 + ON_THE_WAY)
    assert seconds_each(worked(0)) == pytest.approx(0.5 + ON_THE_WAY)


def test_the_order_in_which_they_are_known_does_not_matter() -> None:
    ordered = worked(0.0, 0.2, 0.9)
    assert seconds_each(ordered) == seconds_each(ordered[::-1])
