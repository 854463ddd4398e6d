from collections.abc import Iterator

import pytest
import time_machine

from competition.models.competitions import Competition
from tests.competition.world import World
from tests.factories import make_competition
from tests.scoring.actions.draft import Draft
from tests.scoring.reveals import PATIENCE, Contest


@pytest.fixture
def draft(world: World) -> Draft:
    competition = make_competition(world.course, "beans", published_at=None, evaluation="Accuracy.")
    return Draft(Competition.objects.get(pk=competition.pk), world.ingrid)


@pytest.fixture
def contest(world: World) -> Contest:
    return Contest(world)


@pytest.fixture
def after_the_close(contest: Contest) -> Iterator[None]:
    with time_machine.travel(contest.close + PATIENCE, tick=False):
        yield
