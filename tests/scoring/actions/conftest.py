import pytest

from competition.models.competitions import Competition
from tests.competition.world import World
from tests.factories import make_competition
from tests.scoring.actions.draft import Draft


@pytest.fixture
def draft(world: World) -> Draft:
    competition = make_competition(world.course, "beans", published_at=None, evaluation="Accuracy.")
    return Draft(Competition.objects.get(pk=competition.pk), world.ingrid)
