from datetime import timedelta

import pytest

from competition.actions.competitions import change_rules
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from competition.models.courses import Enrolment
from teams.actions.founding import found
from teams.actions.joining import join
from teams.actions.links import invitation_from, invite, withdraw_link
from teams.models.teams import Membership, Team, TeamInvitation
from teams.queries.teams import team_of
from teams.rules import forming
from teams.rules.names import TAKEN
from tests.factories import NOW, enrol, make_team, make_user
from tests.teams.class_room import LOCKED, ClassRoom, log, on


class TestFounding:
    def test_whoever_founds_a_team_leads_it(self, room: ClassRoom) -> None:
        team = room.founded(room.alice, "  Night   Owls ")
        assert (team.name, on(team)) == ("Night Owls", ["Alice"])
        assert Membership.objects.get().captain is True
        assert team_of(room.alice, room.competition) == team
        assert log() == [("team founded", room.alice.username)]

    def test_nobody_is_on_two_teams(self, room: ClassRoom) -> None:
        room.founded(room.alice)
        with pytest.raises(RefusedError) as refusal:
            room.founded(room.alice, "Larks")
        assert str(refusal.value) == forming.ON_A_TEAM
        assert [team.name for team in Team.objects.all()] == ["Night Owls"]

    @pytest.mark.parametrize("name", ["Night Owls", "NIGHT OWLS", "night\u00a0owls"])
    def test_a_name_is_there_once_however_it_is_written(self, room: ClassRoom, name: str) -> None:
        room.founded(room.alice)
        with pytest.raises(RefusedError) as refusal:
            room.founded(room.bob, name)
        assert (str(refusal.value), refusal.value.field) == (TAKEN, "name")

    def test_the_same_name_serves_in_another_competition(self, room: ClassRoom) -> None:
        room.founded(room.alice)
        room.competition.pk = None
        room.competition.slug = "beans"
        room.competition.save()
        make_team(room.competition, room.alice, name="Night Owls")
        assert Team.objects.filter(name="Night Owls").count() == 2

    def test_the_newest_rules_come_first(self, room: ClassRoom) -> None:
        change_rules(competition=room.competition, by=room.staff, text="Play fairer.", now=NOW)
        with pytest.raises(RefusedError) as refusal:
            room.founded(room.alice)
        assert str(refusal.value) == forming.ACCEPT_FIRST

    def test_staff_found_none_for_themselves(self, room: ClassRoom) -> None:
        with pytest.raises(RefusedError) as refusal:
            room.founded(room.ingrid)
        assert str(refusal.value) == forming.STAFF

    def test_at_the_lock_it_is_too_late(self, room: ClassRoom) -> None:
        found(competition=room.competition, by=By(room.alice), name="Owls", now=LOCKED - timedelta(microseconds=1))
        with pytest.raises(RefusedError) as refusal:
            found(competition=room.competition, by=By(room.bob), name="Larks", now=LOCKED)
        assert str(refusal.value) == (
            "Teams locked on Sat 24 Oct 2026, 10:00 CDT. Ask your instructor: staff can still change them."
        )


class TestLinks:
    def made(self, room: ClassRoom, days: int = 7) -> TeamInvitation:
        return invite(team=room.founded(room.alice), by=By(room.alice), days=days, now=NOW)

    def test_a_link_lets_a_class_mate_in(self, room: ClassRoom) -> None:
        made = self.made(room)
        join(invitation=made, by=By(room.bob), now=NOW)
        assert on(made.team) == ["Alice", "Bob"]
        assert log()[0] == ("team joined", room.bob.username)

    def test_joining_twice_is_joining_once(self, room: ClassRoom) -> None:
        made = self.made(room)
        assert join(invitation=made, by=By(room.bob), now=NOW) == join(invitation=made, by=By(room.bob), now=NOW)
        assert on(made.team) == ["Alice", "Bob"]

    def test_it_never_opens_after_the_lock(self, room: ClassRoom) -> None:
        made = self.made(room, days=30)
        assert made.expires_at == LOCKED
        with pytest.raises(RefusedError, match="too old"):
            join(invitation=made, by=By(room.bob), now=LOCKED)

    def test_it_ends_when_it_says(self, room: ClassRoom) -> None:
        made = self.made(room, days=3)
        with pytest.raises(RefusedError) as refusal:
            join(invitation=made, by=By(room.bob), now=NOW + timedelta(days=3))
        assert str(refusal.value) == "This link is too old. Ask the team's captain for a new one."

    def test_a_new_one_takes_the_place_of_the_old(self, room: ClassRoom) -> None:
        old = self.made(room)
        new = invite(team=old.team, by=By(room.alice), days=7, now=NOW)
        with pytest.raises(RefusedError) as refusal:
            join(invitation=old, by=By(room.bob), now=NOW)
        assert str(refusal.value) == "This link was withdrawn. Ask the team's captain for a new one."
        join(invitation=new, by=By(room.bob), now=NOW)

    def test_a_withdrawn_one_opens_nothing(self, room: ClassRoom) -> None:
        made = self.made(room)
        withdraw_link(team=made.team, by=By(room.alice), now=NOW)
        withdraw_link(team=made.team, by=By(room.alice), now=NOW)
        with pytest.raises(RefusedError, match="withdrawn"):
            join(invitation=made, by=By(room.bob), now=NOW)
        assert [action for action, _ in log()].count("team link withdrawn") == 1

    def test_only_the_captain_makes_one(self, room: ClassRoom) -> None:
        made = self.made(room)
        join(invitation=made, by=By(room.bob), now=NOW)
        with pytest.raises(RefusedError) as refusal:
            invite(team=made.team, by=By(room.bob), days=7, now=NOW)
        assert str(refusal.value) == forming.CAPTAIN_ONLY

    @pytest.mark.parametrize("token", ["1.forged", "", "1", "x" * 500])
    def test_a_forged_one_is_none(self, room: ClassRoom, token: str) -> None:
        self.made(room)
        assert invitation_from(token, "wines") is None


class TestHowLargeATeamIs:
    def test_a_full_team_takes_nobody(self, room: ClassRoom) -> None:
        Competition.objects.update(team_size=2)
        team = room.founded(room.alice)
        room.joined(room.bob, team)
        with pytest.raises(RefusedError) as refusal:
            room.joined(room.charlie, team)
        assert str(refusal.value) == "This team is full: a team here has at most 2 people."
        assert on(team) == ["Alice", "Bob"]

    def test_who_was_dropped_from_the_course_leaves_a_place(self, room: ClassRoom) -> None:
        Competition.objects.update(team_size=2)
        team = room.founded(room.alice)
        room.joined(room.bob, team)
        Enrolment.objects.filter(user=room.bob).update(active=False)
        room.joined(room.charlie, team)
        assert on(team) == ["Alice", "Charlie"]

    def test_somebody_of_another_course_does_not_get_in(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        dana = make_user("Dana")
        with pytest.raises(RefusedError) as refusal:
            room.joined(dana, team)
        assert str(refusal.value) == forming.STAFF
        enrol(dana, room.course, active=False)
        with pytest.raises(RefusedError):
            room.joined(dana, team)
        assert on(team) == ["Alice"]
