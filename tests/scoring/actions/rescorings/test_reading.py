from typing import Any

import pytest
from pytest_django import Settings

from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from scoring.actions.rescorings.proposing import BEING_READ, NOT_PUBLISHED, NOTHING_NEW, UNDER_WAY
from scoring.actions.rescorings.reading import read
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import DarkChain, KeyProposal, Rescoring
from scoring.shelves import answers
from tests.factories import predictions
from tests.scoring.actions.rescorings.contest import REASON, Contest, corrected


def error_of(proposal: KeyProposal) -> str:
    assert (proposal.state, proposal.rescoring) == (WorkState.FAILED, None)
    assert not Rescoring.objects.exists()
    assert AnswerKey.objects.count() == 1
    return proposal.error


def test_corrected_answers_become_a_key_that_does_not_count_yet(contest: Contest) -> None:
    contest.send()
    proposal = contest.proposed(corrected(1, 2))
    rescoring = proposal.rescoring
    assert rescoring
    key = rescoring.key
    assert (proposal.state, proposal.found) == (WorkState.DONE, {"labels": 2, "moved": 0})
    assert (key.version, key.active, key.rows) == (2, False, {"public": 12, "private": 8, "ignored": 0})
    assert (rescoring.replaces, rescoring.reason) == (contest.key, REASON)
    assert AnswerKey.objects.get(active=True) == contest.key
    assert contest.lines() == ["another answer key proposed", "rescoring begun"]


def test_every_submission_waits_to_be_judged_by_it(contest: Contest) -> None:
    sent = [contest.send(), contest.send("Charlie"), contest.send("Charlie", b"nonsense")]
    rescoring = contest.proposed(corrected(1)).rescoring
    assert rescoring
    waiting = Judgement.objects.filter(key=rescoring.key, state=WorkState.QUEUED)
    assert list(waiting.order_by("submission").values_list("submission", flat=True)) == [each.pk for each in sent]


def test_without_usage_every_row_stays_in_its_part(contest: Contest) -> None:
    contest.send()
    proposal = contest.proposed(corrected(1, usage=False))
    assert proposal.rescoring
    key = proposal.rescoring.key
    assert (proposal.found, key.rows) == ({"labels": 1, "moved": 0}, {"public": 12, "private": 8, "ignored": 0})
    assert answers.path(key.sha256).read_bytes() == corrected(1)


def test_rows_in_another_order_are_brought_into_that_of_the_answers_in_use(contest: Contest) -> None:
    header, *rows = corrected(1).decode().splitlines()
    proposal = contest.proposed("\n".join([header, *reversed(rows), ""]).encode())
    assert proposal.rescoring
    assert answers.path(proposal.rescoring.key.sha256).read_bytes() == corrected(1)


def test_rows_that_change_part_are_counted(contest: Contest) -> None:
    proposal = contest.proposed(corrected().replace(b"\n3,1,Private", b"\n3,1,Public"))
    assert proposal.found == {"labels": 0, "moved": 1}


def test_another_metric_keeps_the_answers(contest: Contest) -> None:
    contest.send()
    proposal = contest.proposed(metric="f1")
    assert proposal.rescoring
    key = proposal.rescoring.key
    assert (key.metric, key.sha256, proposal.found) == ("f1", contest.key.sha256, {"labels": 0, "moved": 0})


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (
            corrected().replace(b"20,0,Private\n", b""),
            "1 id of the answers in use not in better.csv. "
            "Both files must have the same ids. They are text: 7, 07 and 7.0 differ.",
        ),
        (
            corrected() + b"21,1,Public\n",
            "1 id of better.csv not in the answers in use. "
            "Both files must have the same ids. They are text: 7, 07 and 7.0 differ.",
        ),
        (
            corrected().replace(b"id,label", b"row,label"),
            "better.csv has no column “id”, as the answers in use have. Call the ids alike.",
        ),
        (
            corrected().replace(b"\n4,0,Public", b"\n4,0,Open"),
            "better.csv: Line 5, column “Usage”: The row is marked neither Public nor Private nor Ignored. "
            "Write Public, Private or Ignored in every row.",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_remedy(contest: Contest, content: bytes, error: str) -> None:
    assert error_of(contest.proposed(content)) == error
    assert contest.lines() == ["another answer key proposed", "answer key not read"]


def test_a_proposal_is_read_once(contest: Contest) -> None:
    proposal = contest.proposed(corrected(1))
    read(proposal_pk=proposal.pk)
    assert (Rescoring.objects.count(), AnswerKey.objects.count()) == (1, 2)


def test_each_process_gets_its_chain(contest: Contest, settings: Settings) -> None:
    settings.LIVE_PROCESSES = 3
    contest.proposed(corrected(1))
    assert DarkChain.objects.count() == 3


def test_one_thing_at_a_time(contest: Contest) -> None:
    proposal = contest.propose(corrected(1))
    with pytest.raises(RefusedError, match=BEING_READ):
        contest.propose(corrected(2))
    read(proposal_pk=proposal.pk)
    with pytest.raises(RefusedError, match=UNDER_WAY):
        contest.propose(corrected(2))


@pytest.mark.parametrize("terms", [{}, {"parameters": {}, "columns": {}}])
def test_what_would_change_nothing_is_refused(contest: Contest, terms: dict[str, Any]) -> None:
    with pytest.raises(RefusedError, match=NOTHING_NEW):
        contest.propose(**terms)


def test_a_draft_changes_its_answers_elsewhere(contest: Contest) -> None:
    Competition.objects.update(published_at=None)
    with pytest.raises(RefusedError, match=NOT_PUBLISHED):
        contest.propose(corrected(1))


def test_a_stumble_is_tried_again_and_given_up_in_the_end(contest: Contest, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = contest.propose(corrected(1))

    def stumble(*_: object) -> None:
        raise OSError("the disk is full of secrets")

    monkeypatch.setattr("scoring.actions.rescorings.reading.correct", stumble)
    read(proposal_pk=proposal.pk)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.attempts, proposal.error) == (WorkState.QUEUED, 1, "")
    monkeypatch.undo()
    read(proposal_pk=proposal.pk)
    assert Rescoring.objects.count() == 1


def test_the_board_that_counts_does_not_move_meanwhile(contest: Contest) -> None:
    contest.send("Alice", predictions(public=10))
    contest.send("Charlie", predictions(public=9))
    before = contest.board()
    rescoring = contest.rescoring(corrected(1, 2, 4))
    assert contest.board() == before
    assert contest.board(rescoring.key) != before
