import pytest

from competition.actions.competitions import change_rules
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.actions.rules import accept_rules
from competition.models.competitions import RulesAcceptance
from tests.competition.world import World
from tests.factories import NOW


def test_accepting_twice_is_accepting_once(world: World) -> None:
    for _ in range(2):
        accept_rules(user=world.bob, competition=world.competition, version=1, now=NOW)
    rows = RulesAcceptance.objects.filter(user=world.bob).values_list("rules__number", "accepted_at")
    assert list(rows) == [(1, NOW)]


@pytest.mark.parametrize("version", [0, 1, 3])
def test_only_the_newest_version_can_be_accepted(world: World, version: int) -> None:
    change_rules(competition=world.competition, by=By(world.ingrid), text="Play fairer.", now=NOW)
    with pytest.raises(RefusedError, match="The rules changed"):
        accept_rules(user=world.bob, competition=world.competition, version=version, now=NOW)
    assert not RulesAcceptance.objects.filter(user=world.bob).exists()


def test_what_was_accepted_stays_when_the_rules_change(world: World) -> None:
    change_rules(competition=world.competition, by=By(world.ingrid), text="Play fairer.", now=NOW)
    accept_rules(user=world.alice, competition=world.competition, version=2, now=NOW)
    kept = RulesAcceptance.objects.filter(user=world.alice).order_by("rules__number")
    assert list(kept.values_list("rules__number", flat=True)) == [1, 2]
