"""Two deeds on one team at the same moment."""

from collections.abc import Callable
from functools import partial

import pytest

from competition.actions.log import By
from competition.models.competitions import Competition
from competition.models.people import User
from teams.actions.founding import found
from teams.actions.joining import join
from teams.actions.leaving import leave
from teams.actions.links import invite
from teams.actions.placing import place
from teams.models.teams import Membership, Team
from teams.rules import forming
from teams.rules.names import TAKEN
from tests.competition.actions.test_races import at_once
from tests.factories import NOW, accept_rules, enrol, make_user
from tests.teams.class_room import ClassRoom, make_class_room, on

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


@pytest.fixture
def crowd() -> ClassRoom:
    return make_class_room()


def class_mates(room: ClassRoom, count: int) -> list[User]:
    mates = [make_user(f"Mate{number}") for number in range(count)]
    for mate in mates:
        enrol(mate, room.course)
        accept_rules(mate, room.competition)
    return mates


def disband() -> None:
    Membership.objects.all().delete()
    Team.objects.all().delete()


def test_of_eight_who_join_at_once_as_many_get_in_as_there_are_places(crowd: ClassRoom) -> None:
    Competition.objects.update(team_size=4)
    mates = class_mates(crowd, 8)
    for _ in range(ROUNDS):
        team = crowd.founded(crowd.alice)
        link = invite(team=team, by=By(crowd.alice), days=7, now=NOW)
        outcomes = at_once(*[partial(join, invitation=link, by=By(mate), now=NOW) for mate in mates])
        full = "This team is full: a team here has at most 4 people."
        assert sorted(outcomes) == [full] * 5 + ["done"] * 3
        assert len(on(team)) == 4
        disband()


def test_who_joins_two_teams_at_once_is_on_one(crowd: ClassRoom) -> None:
    for _ in range(ROUNDS):
        teams = crowd.founded(crowd.alice), crowd.founded(crowd.bob, "Larks")
        links = [
            invite(team=team, by=By(captain), days=7, now=NOW)
            for team, captain in zip(teams, (crowd.alice, crowd.bob), strict=True)
        ]
        outcomes = at_once(*[partial(join, invitation=link, by=By(crowd.charlie), now=NOW) for link in links])
        assert sorted(outcomes) == sorted([forming.ON_A_TEAM, "done"])
        assert Membership.objects.filter(enrolment__user=crowd.charlie).count() == 1
        disband()


def test_a_name_is_given_once(crowd: ClassRoom) -> None:
    for _ in range(ROUNDS):
        outcomes = at_once(*[partial(crowd.founded, user, "Owls") for user in (crowd.alice, crowd.bob)])
        assert sorted(outcomes) == sorted([TAKEN, "done"])
        assert Membership.objects.count() == 1
        disband()


def test_who_founds_two_teams_at_once_has_one(crowd: ClassRoom) -> None:
    def founds(name: str) -> Callable[[], object]:
        return partial(found, competition=crowd.competition, by=By(crowd.alice), name=name, now=NOW)

    for _ in range(ROUNDS):
        outcomes = at_once(founds("Owls"), founds("Larks"))
        assert sorted(outcomes) == sorted([forming.ON_A_TEAM, "done"])
        assert Team.objects.count() == Membership.objects.count() == 1
        disband()


def test_who_joins_while_the_last_one_leaves_is_on_a_team_or_is_told_that_it_is_gone(crowd: ClassRoom) -> None:
    for _ in range(ROUNDS):
        team = crowd.founded(crowd.alice)
        link = invite(team=team, by=By(crowd.alice), days=7, now=NOW)
        left, joined = at_once(
            partial(leave, team=team, by=By(crowd.alice), now=NOW),
            partial(join, invitation=link, by=By(crowd.bob), now=NOW),
        )
        assert left == "done"
        assert joined in {"done", forming.GONE}
        assert on(team) == (["Bob"] if joined == "done" else [])
        assert Team.objects.exists() == (joined == "done")
        disband()


def test_two_who_change_places_at_once_do_not_wait_for_each_other(crowd: ClassRoom) -> None:
    for _ in range(ROUNDS):
        owls, larks = crowd.founded(crowd.alice), crowd.founded(crowd.bob, "Larks")
        crowd.joined(crowd.charlie, owls)
        outcomes = at_once(
            partial(place, enrolment=crowd.enrolment(crowd.charlie), team=larks, by=crowd.staff, now=NOW, reason=""),
            partial(place, enrolment=crowd.enrolment(crowd.bob), team=owls, by=crowd.staff, now=NOW, reason=""),
        )
        assert "done" in outcomes
        assert (
            sum(
                Membership.objects.filter(left_at=None, enrolment__user=user).count()
                for user in (crowd.alice, crowd.bob, crowd.charlie)
            )
            == 3
        )
        disband()
