"""Judging in the dark behind live work."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from scoring.actions.judging.working import judge_one
from scoring.actions.rescorings import chains
from scoring.actions.rescorings.chains import judge_for_a_moment
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.rescorings import DarkChain, KeyProposal, Rescoring
from scoring.queries.rescorings import judged
from scoring.tasks import rescorings as tasks
from tests.scoring.actions.rescorings.contest import Contest, corrected


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []

    def note(task: Any, *args: object) -> None:
        found.append((task.name.rsplit(".", 1)[-1], *args))

    for module in (chains, tasks):
        monkeypatch.setattr(module, "ring", note)
    return found


@pytest.fixture
def rescoring(contest: Contest, settings: Settings) -> Rescoring:
    """One chain, three submissions, none of them judged."""
    settings.LIVE_PROCESSES = 1
    for _ in range(3):
        contest.send()
    found = contest.proposed(corrected(1)).rescoring
    assert found
    return found


def run(chain: DarkChain, turn: int = 0) -> list[int]:
    """What was judged, in its order."""
    done: list[int] = []

    def judge(pk: int) -> None:
        judge_one(judgement_pk=pk)
        done.append(pk)

    judge_for_a_moment(chain_pk=chain.pk, turn=turn, judge=judge)
    return done


def test_a_chain_judges_all_that_waits_and_ends(rescoring: Rescoring, rung: list[tuple[Any, ...]]) -> None:
    assert len(run(DarkChain.objects.get())) == 3
    assert (judged(rescoring).ended, judged(rescoring).waiting, rung) == (3, 0, [])


def test_after_its_moment_it_rings_for_its_next_turn(
    rescoring: Rescoring, rung: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chains, "A_MOMENT", 0.0)
    chain = DarkChain.objects.get()
    assert len(run(chain)) == 1
    assert rung == [("judge_in_the_dark", chain.pk, 1)]
    assert judged(rescoring).waiting == 2


def test_a_message_that_comes_twice_or_late_does_nothing(rescoring: Rescoring, rung: list[tuple[Any, ...]]) -> None:
    DarkChain.objects.update(turn=4)
    chain = DarkChain.objects.get()
    assert (run(chain, turn=3), judged(rescoring).waiting, rung) == ([], 3, [])
    assert len(run(chain, turn=4)) == 3
    assert run(chain, turn=4) == []


def test_what_came_in_live_goes_first(contest: Contest, rescoring: Rescoring, rung: list[tuple[Any, ...]]) -> None:
    live = contest.send(judged=False).judgements.get()
    assert run(DarkChain.objects.get())[0] == live.pk
    assert Judgement.objects.get(pk=live.pk).state == WorkState.DONE


def test_the_sweep_wakes_a_silent_chain_and_lets_a_lively_one_be(
    rescoring: Rescoring, rung: list[tuple[Any, ...]]
) -> None:
    tasks.sweep_rescorings()
    assert rung == []
    chain = DarkChain.objects.get()
    DarkChain.objects.update(begun_at=timezone.now() - timedelta(seconds=11))
    tasks.sweep_rescorings()
    assert rung == [("judge_in_the_dark", chain.pk, 0)]


def test_nobody_wakes_a_chain_with_nothing_to_do(
    contest: Contest, rescoring: Rescoring, rung: list[tuple[Any, ...]]
) -> None:
    contest.judge()
    DarkChain.objects.update(begun_at=timezone.now() - timedelta(hours=1))
    tasks.sweep_rescorings()
    assert rung == []


def test_the_sweep_rings_for_a_proposal_and_gives_it_up_after_three(
    contest: Contest, rung: list[tuple[Any, ...]]
) -> None:
    proposal = contest.propose(corrected(1))
    tasks.sweep_rescorings()
    assert rung == [("read_answers", proposal.pk)]
    KeyProposal.objects.update(attempts=3)
    tasks.sweep_rescorings()
    proposal.refresh_from_db()
    assert (proposal.state, len(rung)) == (WorkState.FAILED, 1)
    assert proposal.error.startswith("This is our fault, not that of your file: reading it was begun 3 times")


def test_the_task_does_what_the_chain_says(rescoring: Rescoring) -> None:
    chain = DarkChain.objects.get()
    tasks.judge_in_the_dark(chain.pk, 0)
    assert judged(rescoring).waiting == 0
