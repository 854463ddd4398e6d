"""What is our fault is tried three times, then given up; it costs no team a seat, and the staff hear of it."""

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest

from competition.models.log import LogEntry
from competition.models.running import OutgoingMail
from scoring.actions.judging import outcomes
from scoring.actions.judging.keys import keys
from scoring.actions.judging.working import judge_one
from scoring.judging.answers import Key
from scoring.judging.arrays import Arrays
from scoring.judging.problems import Category, Problem
from scoring.judging.verdict import Verdict, verdict
from scoring.models.boards import Standing
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import Rescoring
from scoring.models.submissions import Seat
from scoring.shelves import answers, submissions
from scoring.tasks.judging import sweep_judgements
from scoring.vault.doors import Sealed, copies
from teams.models.teams import Team
from tests.factories import make_key, predictions
from tests.scoring.actions.judging.sending import judged, waiting

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "the label of row 3 is 1"


def tried(judgement: Judgement, times: int = 1) -> Judgement:
    for _ in range(times):
        judge_one(judgement_pk=judgement.pk)
    judgement.refresh_from_db()
    return judgement


def lost_file(judgement: Judgement) -> None:
    submissions.discard(judgement.submission.sha256)


def lost_answers(judgement: Judgement) -> None:
    answers.discard(judgement.key.sha256)


def spoilt_answers(judgement: Judgement) -> None:
    """Which no file of a student's is to be blamed for."""
    path = answers.path(judgement.key.sha256)
    path.chmod(0o600)
    path.write_bytes(b"id,label,Usage\n1,1,Nowhere\n")


@pytest.fixture(autouse=True)
def nothing_read_yet() -> None:
    keys.kept.clear()


@pytest.mark.parametrize("spoil", [lost_file, lost_answers, spoilt_answers])
def test_what_stumbles_is_tried_three_times_and_then_given_up(
    spoil: Callable[[Judgement], None], key: AnswerKey, team: Team
) -> None:
    judgement = waiting(team)
    spoil(judgement)
    assert tried(judgement, times=2).state == WorkState.QUEUED
    assert Seat.objects.count() == 1
    assert tried(judgement).attempts == 3
    sweep_judgements()
    judgement.refresh_from_db()
    assert (judgement.state, judgement.problems, Seat.objects.count()) == (WorkState.FAILED, None, 0)
    (line,) = LogEntry.objects.filter(action="submission not judged")
    assert line.subject == f"submission {judgement.submission_id}"
    assert line.after["cause"] == "It was begun 3 times and never came to its end."
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["ingrid@example.org"]
    sweep_judgements()
    assert (LogEntry.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_a_metric_that_fails_on_the_public_rows_is_our_fault_at_once_and_its_words_stay_in(
    key: AnswerKey, team: Team, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(key: Key, predictions: Arrays) -> Verdict:
        def score(**_: object) -> float:
            raise ValueError(SECRET)

        return verdict(replace(key, metric=replace(key.metric, rows=None, score=score)), predictions)

    monkeypatch.setattr(outcomes, "verdict", breaks)
    judgement = judged(team)
    assert (judgement.state, judgement.attempts, Seat.objects.count()) == (WorkState.FAILED, 1, 0)
    (line,) = LogEntry.objects.filter(action="submission not judged")
    assert line.after["cause"].startswith("The metric failed on these rows. ValueError in ")
    said = [caplog.text, str(line.after), *OutgoingMail.objects.values_list("body", flat=True)]
    assert [SECRET in text for text in said] == [False] * 3


def test_what_a_stumble_says_of_the_answers_is_not_logged(
    key: AnswerKey, team: Team, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(outcomes, "aligned", breaks)
    with caplog.at_level(logging.DEBUG):
        judgement = judged(team)
    assert judgement.state == WorkState.QUEUED
    (logged,) = caplog.records
    assert logged.getMessage().startswith(f"judgement {judgement.pk} is tried again: ValueError in ")
    assert SECRET not in caplog.text


def without_private_value(key: Key, predictions: Arrays) -> Verdict:
    problem = Problem(Category.UNDEFINED_SCORE, "There is one class only.", "Look at the predictions.")
    return replace(verdict(key, predictions), private=None, private_problem=problem)


def test_a_private_part_without_a_value_is_told_to_the_vault_and_the_staff(
    key: AnswerKey, team: Team, other_team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    well = judged(other_team)
    monkeypatch.setattr(outcomes, "verdict", without_private_value)
    odd = [judged(team), judged(team)]
    assert [(each.state, each.public_value, each.low, each.high) for each in odd] == [
        (well.state, well.public_value, well.low, well.high)
    ] * 2
    assert copies(key=key.pk) == {
        well.submission_id: Sealed(1.0),
        **{each.submission_id: Sealed(None, "There is one class only.") for each in odd},
    }
    assert [(mail.to, mail.subject) for mail in OutgoingMail.objects.all()] == [
        ("ingrid@example.org", "Wine cultivars: a file has no private score")
    ]
    assert LogEntry.objects.count() == 0


def test_answers_that_are_tried_out_cost_nobody_a_seat_and_give_none_back(key: AnswerKey, team: Team) -> None:
    coming = make_key(key.competition, active=False)
    Rescoring.objects.create(
        competition=key.competition, key=coming, replaces=key, reason="A slip.", asked_by=key.made_by
    )
    live = waiting(team, b"id,label\n1,1\n")
    dark = Judgement.objects.create(submission=live.submission, key=coming)
    assert (tried(dark).state, Seat.objects.count()) == (WorkState.REFUSED, 1)
    assert (tried(live).state, Seat.objects.count()) == (WorkState.REFUSED, 0)


def test_what_only_fails_by_answers_that_are_tried_out_is_mailed_to_nobody(key: AnswerKey, team: Team) -> None:
    """Else the mail that says so would not come again where the file fails by those that count."""
    coming = make_key(key.competition, active=False)
    Rescoring.objects.create(
        competition=key.competition, key=coming, replaces=key, reason="A slip.", asked_by=key.made_by
    )
    live = waiting(team)
    dark = Judgement.objects.create(submission=live.submission, key=coming)
    lost_file(live)
    for judgement, seats, mails in ((dark, 1, 0), (live, 0, 1)):
        tried(judgement, times=3)
        sweep_judgements()
        assert (Seat.objects.count(), OutgoingMail.objects.count()) == (seats, mails)
    assert LogEntry.objects.filter(action="submission not judged").count() == 2


def test_what_is_tried_out_has_a_board_of_its_own(key: AnswerKey, team: Team) -> None:
    coming = make_key(key.competition, active=False)
    live = judged(team, predictions(public=6))
    dark = tried(Judgement.objects.create(submission=live.submission, key=coming))
    assert dark.public_value == 0.5
    assert list(Standing.objects.order_by("key").values_list("key", "value")) == [(key.pk, 0.5), (coming.pk, 0.5)]
