"""All of an outcome is stored, once, or nothing: whatever dies, and however many workers are at it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from scoring import claims
from scoring.actions.judging.outcomes import Scored
from scoring.actions.judging.recording import record
from scoring.actions.judging.working import judge_one
from scoring.claims import Claim
from scoring.models.boards import Board, Standing
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Seat
from scoring.vault.doors import Sealed, copies
from teams.models.teams import Team
from tests.factories import predictions
from tests.scoring.actions.judging.sending import board, waiting
from tests.scoring.test_claims import PAST, at_once

pytestmark = pytest.mark.django_db(transaction=True)
BAD = b"id,label\n1,1\n"
HALF = Scored(0.5, 0.4, 0.6, Sealed(0.25))


class KilledError(BaseException):
    """No handler of ours sees it, as none would see the end of its process."""


def everything(key: AnswerKey) -> dict[str, Any]:
    """All that an outcome changes."""
    return {
        "judgements": list(Judgement.objects.values_list("state", "public_value", "low", "high", "problems")),
        "sealed": dict(copies(key=key.pk)),
        "standings": list(Standing.objects.values_list("team", "value", "entries", "history")),
        "version": list(Board.objects.values_list("version", flat=True)),
        "seats": list(Seat.objects.values_list("team", "number")),
    }


def claimed(judgement: Judgement) -> Claim[Judgement]:
    claim = claims.claim(Judgement, judgement.pk)
    assert claim
    return claim


def overtaken(judgement: Judgement, settings: Settings) -> tuple[Claim[Judgement], Claim[Judgement]]:
    """A worker that was too slow, and the one that has the row now."""
    settings.CLAIM_LEASE = 0
    slow = claimed(judgement)
    sleep(PAST)
    settings.CLAIM_LEASE = 6
    return slow, claimed(judgement)


def late_worker(judgement: Judgement, settings: Settings) -> tuple[bool, bool]:
    slow, quick = overtaken(judgement, settings)
    late = record(claim=slow, judgement=judgement, outcome=Scored(1.0, None, None, Sealed(1.0)))
    return late, record(claim=quick, judgement=judgement, outcome=HALF)


def test_a_late_worker_changes_no_row(key: AnswerKey, team: Team, settings: Settings) -> None:
    judgement = waiting(team)
    assert late_worker(judgement, settings) == (False, True)
    assert copies(key=key.pk) == {judgement.submission_id: Sealed(0.25)}
    assert (board(key), Board.objects.get(key=key).version) == ([(team.name, 0.5, 1)], 1)


def test_nor_after_the_other_is_done(key: AnswerKey, team: Team, settings: Settings) -> None:
    judgement = waiting(team)
    slow, quick = overtaken(judgement, settings)
    assert record(claim=quick, judgement=judgement, outcome=HALF)
    before = everything(key)
    assert not record(claim=slow, judgement=judgement, outcome=Scored(1.0, None, None, Sealed(1.0)))
    assert everything(key) == before


def test_without_the_token_a_late_worker_would_be_believed(
    key: AnswerKey, team: Team, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the two tests above can fail."""
    held = property(lambda claim: claim.model._base_manager.filter(pk=claim.pk, state=WorkState.RUNNING))
    monkeypatch.setattr(Claim, "row", held)
    assert late_worker(waiting(team), settings) == (True, False)


def test_of_eight_workers_one_has_an_effect(key: AnswerKey, team: Team) -> None:
    judgement = waiting(team)
    at_once(8, lambda: judge_one(judgement_pk=judgement.pk))
    judgement.refresh_from_db()
    assert (judgement.state, judgement.attempts) == (WorkState.DONE, 1)
    assert (board(key), Board.objects.get(key=key).version) == ([(team.name, 1.0, 1)], 1)


def test_files_of_one_team_that_are_judged_at_once_are_all_counted(key: AnswerKey, team: Team) -> None:
    judgements = [waiting(team, predictions(public=right)) for right in range(8)]
    todo = iter(judgements)
    at_once(8, lambda: judge_one(judgement_pk=next(todo).pk))
    assert (board(key), Board.objects.get(key=key).version) == ([(team.name, 7 / 12, 8)], 8)


@contextmanager
def dying_at(statement: int) -> Iterator[list[str]]:
    """The process ends before that statement of the database is carried out."""
    seen: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        seen.append(sql)
        if len(seen) > statement:
            raise KilledError
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        yield seen


@pytest.mark.parametrize(("content", "state"), [(predictions(public=6), "done"), (BAD, "refused")])
def test_a_death_before_any_statement_leaves_nothing_or_all(
    content: bytes, state: str, key: AnswerKey, team: Team, settings: Settings
) -> None:
    settings.CLAIM_LEASE, settings.CLAIM_ATTEMPTS = 0, 1_000
    judgement = waiting(team, content)
    untouched, deaths = everything(key), 0
    while True:
        sleep(PAST)
        try:
            with dying_at(deaths):
                judge_one(judgement_pk=judgement.pk)
        except KilledError:
            deaths += 1
            judgement.refresh_from_db()
            assert judgement.state in {WorkState.QUEUED, WorkState.RUNNING}
            assert everything(key) == untouched | {"judgements": [(judgement.state, None, None, None, None)]}
            continue
        break
    judgement.refresh_from_db()
    assert (judgement.state, deaths > 4) == (state, True)
    assert board(key) == ([(team.name, 0.5, 1)] if state == "done" else [])
    assert Seat.objects.exists() == (state == "done")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), None])
def test_the_database_takes_no_score_that_is_not_a_finite_number(
    value: float | None, key: AnswerKey, team: Team
) -> None:
    judgement = waiting(team)
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.filter(pk=judgement.pk).update(state=WorkState.DONE, public_value=value)
    for state in (WorkState.QUEUED, WorkState.FAILED, WorkState.REFUSED):
        with pytest.raises(IntegrityError), transaction.atomic():
            Judgement.objects.filter(pk=judgement.pk).update(state=state, public_value=0.5, problems={})


def test_the_database_holds_one_judgement_and_one_row_of_each(key: AnswerKey, team: Team) -> None:
    judgement = waiting(team)
    judge_one(judgement_pk=judgement.pk)
    for row in (Judgement.objects.get(), Standing.objects.get()):
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
