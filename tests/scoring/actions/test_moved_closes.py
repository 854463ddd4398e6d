"""A close that moves in the moment in which a reveal begins."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from competition.models.competitions import Competition
from scoring.actions import unsealing
from scoring.actions.openings.drafts import lock as hold
from scoring.queries.reveals import revealed
from teams.models.teams import Extension
from tests.competition.world import World
from tests.scoring.reveals import Contest

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = timedelta(seconds=10)


@pytest.fixture
def contest(world: World) -> Contest:
    return Contest(world)


def a_later_close(contest: Contest) -> None:
    Competition.objects.update(closes_at=contest.close + timedelta(hours=1))


def a_later_close_for_one(contest: Contest) -> None:
    later = contest.close + timedelta(hours=1)
    Extension.objects.create(team=contest.solo, closes_at=later, reason="Ill.", given_by=contest.world.ingrid)


@pytest.mark.parametrize("given", [a_later_close, a_later_close_for_one])
def test_a_close_that_moved_while_the_reveal_began_is_waited_for(
    contest: Contest, monkeypatch: pytest.MonkeyPatch, given: Callable[[Contest], None]
) -> None:
    contest.send(contest.pair, 0.9, 0.4)
    turns = iter([True])

    def in_between(competition_pk: int) -> Competition:
        if next(turns, False):
            given(contest)
        return hold(competition_pk)

    monkeypatch.setattr(unsealing, "hold", in_between)
    with time_machine.travel(contest.close + PATIENCE, tick=False):
        contest.reveal()
        contest.reveal()
        assert (contest.board(), revealed(contest.competition)) == ([], False)
    with time_machine.travel(contest.close + timedelta(hours=1) + PATIENCE, tick=False):
        contest.reveal()
    assert contest.board() == [("Pair", 1, 0.4, 1)]
