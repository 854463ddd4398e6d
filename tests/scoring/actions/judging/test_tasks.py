"""What beat and the bell set going."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from scoring import claims
from scoring.actions.judging import working
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import Rescoring, RescoringState
from scoring.queries import judgements
from scoring.queries.judgements import dark_waiting, live_waiting
from scoring.shelves import submissions
from scoring.tasks.judging import judge, sweep_judgements
from teams.models.teams import Team
from tests.factories import make_key
from tests.scoring.actions.judging.sending import waiting

pytestmark = pytest.mark.django_db(transaction=True)


def queued(judgement: Judgement, *, seconds_ago: float) -> Judgement:
    at = timezone.now() - timedelta(seconds=seconds_ago)
    Judgement.objects.filter(pk=judgement.pk).update(queued_at=at)
    return judgement


def test_the_bell_judges_that_file_and_for_a_moment_what_else_waits(
    key: AnswerKey, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "A_MOMENT", 60)
    sent = [waiting(team) for _ in range(3)]
    judge(sent[1].pk)
    assert set(Judgement.objects.values_list("state", flat=True)) == {WorkState.DONE}


def test_what_stumbles_is_left_to_the_sweep(key: AnswerKey, team: Team) -> None:
    sent = [waiting(team) for _ in range(2)]
    submissions.discard(sent[0].submission.sha256)
    judge(sent[0].pk)
    assert list(Judgement.objects.values_list("state", "attempts")) == [(WorkState.QUEUED, 1)] * 2


def test_the_sweep_rings_for_what_waits_too_long_and_for_what_lost_its_worker(
    key: AnswerKey, team: Team, settings: Settings, messages: Callable[[], list[str]]
) -> None:
    fresh, old, lost, stumbled, at_work = (queued(waiting(team), seconds_ago=ago) for ago in (0, 6, 0, 0, 60))
    settings.CLAIM_LEASE = 0
    assert claims.claim(Judgement, lost.pk)
    settings.CLAIM_LEASE = 60
    put_back = claims.claim(Judgement, stumbled.pk)
    assert put_back
    claims.put_back(put_back)
    assert claims.claim(Judgement, at_work.pk)
    time.sleep(0.05)
    sweep_judgements()
    rung = messages()
    assert [any(f"({each.pk},)" in message for message in rung) for each in (fresh, old, lost, stumbled, at_work)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_a_rush_is_not_rung_for_as_a_whole(key: AnswerKey, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judgements, "AT_ONCE", 2)
    waits = [queued(waiting(team), seconds_ago=60 - number) for number in range(3)]
    assert judgements.judgements_to_ring_for() == [each.pk for each in waits[:2]]


def test_nothing_is_rung_for_by_a_key_that_does_not_count(key: AnswerKey, team: Team) -> None:
    queued(waiting(team), seconds_ago=60)
    make_key(key.competition)
    assert judgements.judgements_to_ring_for() == []


def test_what_is_judged_in_the_dark_waits_apart(key: AnswerKey, team: Team) -> None:
    coming, dropped = (make_key(key.competition, active=False) for _ in range(2))
    for each, state in ((coming, RescoringState.JUDGING), (dropped, RescoringState.DROPPED)):
        Rescoring.objects.create(
            competition=key.competition, key=each, replaces=key, state=state, reason="A slip.", asked_by=key.made_by
        )
    live = waiting(team)
    dark, _ = (Judgement.objects.create(submission=live.submission, key=each) for each in (coming, dropped))
    assert [list(live_waiting()), list(dark_waiting())] == [[live], [dark]]
    judge(live.pk)
    assert list(Judgement.objects.filter(state__in=UNFINISHED, key=coming)) == [dark]
