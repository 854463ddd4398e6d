"""Is a new best better than the best before by more than chance?"""

from typing import Any

import pytest

from scoring.actions.judging.gains import note_gain
from scoring.models.boards import BoardSettings
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.shelves import submissions
from scoring.tasks.judging import note_gain as task
from teams.models.teams import Team
from tests.factories import make_key, predictions
from tests.scoring.actions.judging.sending import after, judged

pytestmark = pytest.mark.django_db(transaction=True)


def rung(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    heard: list[int] = []
    monkeypatch.setattr(task, "apply_async", lambda args: heard.append(*args))
    return heard


def gain_of(judgement: Judgement) -> Any:
    note_gain(judgement_pk=judgement.pk)
    judgement.refresh_from_db()
    return judgement.gain


def test_a_new_best_is_compared_with_the_best_before(key: AnswerKey, team: Team) -> None:
    best = judged(team, predictions(public=3), at=after(0))
    judged(team, predictions(public=1), at=after(1))
    gain = gain_of(judged(team, predictions(public=12), at=after(2)))
    assert (gain["against"], gain["difference"]) == (best.submission_id, 0.75)
    assert 0 < gain["low"] < 0.75 < gain["high"] <= 1


def test_one_row_is_no_more_than_chance(key: AnswerKey, team: Team) -> None:
    judged(team, predictions(public=6))
    gain = gain_of(judged(team, predictions(public=7), at=after(1)))
    assert gain["low"] < 0 < gain["high"]


def test_private_rows_do_not_enter(key: AnswerKey, team: Team) -> None:
    gains = []
    for private in (0, 8):
        judged(team, predictions(public=3, private=8 - private))
        gains.append(gain_of(judged(team, predictions(public=9, private=private), at=after(1))))
        Judgement.objects.all().delete()
    assert [{**gain, "against": None} for gain in gains] == [{**gains[0], "against": None}] * 2


def test_it_is_asked_for_where_a_best_is_beaten(
    key: AnswerKey, team: Team, other_team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = rung(monkeypatch)
    sent = [judged(team, predictions(public=right), at=after(right % 5)) for right in (5, 6, 4, 9)]
    judged(other_team)
    assert heard == [sent[1].pk, sent[3].pk]


def test_a_ladder_keeps_it_to_itself(key: AnswerKey, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = rung(monkeypatch)
    BoardSettings.objects.create(competition=key.competition, ladder_step=0.1)
    for right in (3, 12):
        judged(team, predictions(public=right), at=after(right))
    assert heard == []


def test_the_first_score_has_nothing_to_be_compared_with(key: AnswerKey, team: Team) -> None:
    assert gain_of(judged(team)) is None


def test_a_file_that_is_gone_leaves_it_unknown(key: AnswerKey, team: Team, caplog: pytest.LogCaptureFixture) -> None:
    before = judged(team, predictions(public=3))
    newest = judged(team, predictions(public=9), at=after(1))
    submissions.discard(before.submission.sha256)
    assert gain_of(newest) is None
    (logged,) = [each for each in caplog.records if each.name == "scoring.actions.judging.gains"]
    assert logged.getMessage().startswith(f"the gain of judgement {newest.pk} is unknown: FileNotFoundError in ")


def test_a_metric_that_tells_no_interval_tells_no_gain(key: AnswerKey, team: Team) -> None:
    numbers = b"id,label,Usage\n" + b"".join(b"%d,%d,Public\n" % (row, row) for row in range(1, 21))
    make_key(key.competition, numbers, metric="max_error")
    for worst in (9, 3):
        content = b"id,label\n" + b"".join(b"%d,%d\n" % (row, row + worst * (row == 7)) for row in range(1, 21))
        newest = judged(team, content, at=after(9 - worst))
    assert (newest.public_value, gain_of(newest)) == (3.0, None)
