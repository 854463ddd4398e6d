import pytest
from django.core.cache import cache

from competition.models.log import LogEntry
from scoring.models.boards import BoardSettings
from tests.competition.world import World, browser_of
from tests.scoring.boards import League

pytestmark = pytest.mark.django_db
SETTINGS = "/teach/c/wines/board/"
AS_IT_WAS = {"late_uploads": "practice", "medals": "on", "ladder_step": ""}


@pytest.fixture
def league(world: World) -> League:
    cache.clear()
    return League(world)


def send(league: League, **values: str) -> int:
    return browser_of(league.world.ingrid).post(SETTINGS, AS_IT_WAS | values).status_code


def test_a_ladder_hides_small_gains_from_now_on_and_back(league: League) -> None:
    team = league.team("Pair", 0.5004, 0.5301, 0.7523)
    assert send(league, ladder_step="0.1") == 302
    assert [(line.score, line.interval) for line in league.lines()] == [("0.8000", None)]
    league.score(team, 0.8499)
    assert [line.score for line in league.lines()] == ["0.8000"]
    assert send(league) == 302
    assert [line.score for line in league.lines()] == ["0.8499"]


def test_equal_ranks_are_seen_at_once(league: League) -> None:
    league.team("Pair", 0.5)
    league.team("Solo", 0.5)
    assert [line.rank for line in league.lines()] == [1, 2]
    send(league, shared_ranks="on")
    assert [line.rank for line in league.lines()] == [1, 1]


@pytest.mark.parametrize("step", ["0", "-1", "nan", "inf", "1e999", "much"])
def test_a_step_is_a_number_above_nothing(league: League, step: str) -> None:
    assert send(league, ladder_step=step) == 422
    assert BoardSettings.objects.count() == 0


def test_what_is_changed_stands_in_the_log_and_what_is_not_does_not(league: League) -> None:
    send(league, ladder_step="0.01")
    send(league, ladder_step="0.01")
    line = LogEntry.objects.get(action="board changed")
    assert (line.before, line.after) == ({"ladder_step": None}, {"ladder_step": 0.01})


def test_assistants_look_at_the_board_but_do_not_set_it(league: League) -> None:
    assert browser_of(league.world.tariq).get(SETTINGS).status_code == 403
