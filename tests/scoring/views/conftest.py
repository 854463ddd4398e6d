import pytest

from tests.competition.world import World, browser_of
from tests.scoring.actions.conftest import draft
from tests.scoring.actions.draft import Draft
from tests.scoring.views.desk import Desk

__all__ = ["draft"]


@pytest.fixture
def desk(draft: Draft, world: World) -> Desk:
    return Desk(draft, browser_of(world.ingrid))
