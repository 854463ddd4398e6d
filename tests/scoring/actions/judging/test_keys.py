"""Answers are read once for many submissions, and anew when anything about them changes."""

from pathlib import Path

import pytest

from competition.models.competitions import Competition
from scoring.actions.judging.keys import Keys
from scoring.models.keys import AnswerKey
from tests.factories import make_key, truths


@pytest.fixture
def key(competition: Competition) -> AnswerKey:
    return make_key(competition)


def test_the_same_answers_are_read_once(key: AnswerKey) -> None:
    keys = Keys()
    assert keys.key(key) is keys.key(AnswerKey.objects.get())


@pytest.mark.parametrize(
    "change",
    [
        {"metric": "error_rate"},
        {"columns": {"id": "id", "target": "label"}},
        {"metric": "fbeta", "parameters": {"beta": 2}},
    ],
)
def test_another_setting_makes_another_key(change: dict[str, object], key: AnswerKey) -> None:
    keys = Keys()
    before = keys.key(key)
    for name, value in change.items():
        setattr(key, name, value)
    assert keys.key(key) is not before


def test_the_ones_asked_for_least_recently_go(competition: Competition, files: Path) -> None:
    size = len(truths())
    rows = [make_key(competition, truths() + b"\n" * number) for number in range(4)]
    keys = Keys(most_bytes=3 * size + 10)
    read = [keys.key(row) for row in rows[:3]]
    assert keys.key(rows[0]) is read[0]
    keys.key(rows[3])
    assert [keys.key(rows[0]) is read[0], keys.key(rows[2]) is read[2]] == [True, True]
    assert keys.key(rows[1]) is not read[1]


def test_one_that_is_too_large_is_kept_while_it_is_needed(key: AnswerKey) -> None:
    keys = Keys(most_bytes=1)
    assert keys.key(key) is keys.key(key)
