import pytest

from competition.actions.erasure import erase_person
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.courses import Enrolment
from teams.actions.captaincy import hand_on
from teams.actions.joining import join
from teams.actions.leaving import leave, remove
from teams.actions.links import invite
from teams.actions.naming import rename
from teams.models.teams import Membership, Team
from teams.queries.teams import team_of
from teams.rules import forming
from tests.factories import NOW
from tests.teams.class_room import LOCKED, ClassRoom, log, on, sends_a_file


@pytest.fixture
def trio(room: ClassRoom) -> Team:
    team = room.founded(room.alice)
    room.joined(room.bob, team)
    room.joined(room.charlie, team)
    return team


class TestLeaving:
    def test_the_row_stays_and_says_until_when(self, room: ClassRoom, trio: Team) -> None:
        leave(team=trio, by=By(room.bob), now=NOW)
        assert on(trio) == ["Alice", "Charlie"]
        assert Membership.objects.get(enrolment__user=room.bob).left_at == NOW
        assert team_of(room.bob, room.competition) is None
        assert log()[0] == ("team left", room.bob.username)

    def test_whoever_has_been_on_it_longest_follows_a_captain(self, room: ClassRoom, trio: Team) -> None:
        leave(team=trio, by=By(room.alice), now=NOW)
        assert on(trio) == ["Bob", "Charlie"]
        assert Membership.objects.get(captain=True).enrolment.user == room.bob

    def test_the_last_one_takes_the_team_along_and_frees_its_name(self, room: ClassRoom) -> None:
        leave(team=room.founded(room.alice), by=By(room.alice), now=NOW)
        assert not Team.objects.exists()
        assert on(room.founded(room.bob)) == ["Bob"]

    def test_a_team_that_has_sent_a_file_keeps_its_members(self, room: ClassRoom, trio: Team) -> None:
        """Else its places of the day would be had again under another name."""
        sends_a_file(trio, room.bob)
        with pytest.raises(RefusedError) as refusal:
            leave(team=trio, by=By(room.bob), now=NOW)
        assert str(refusal.value) == forming.TIED
        with pytest.raises(RefusedError) as refusal:
            remove(team=trio, by=By(room.alice), member=room.member(room.bob), now=NOW)
        assert str(refusal.value) == forming.TIED_OTHER
        with pytest.raises(RefusedError) as refusal:
            room.founded(room.bob, "Larks")
        assert str(refusal.value) == forming.ON_A_TEAM
        assert on(trio) == ["Alice", "Bob", "Charlie"]

    def test_nobody_leaves_after_the_lock(self, room: ClassRoom, trio: Team) -> None:
        with pytest.raises(RefusedError, match=r"^Teams locked on"):
            leave(team=trio, by=By(room.bob), now=LOCKED)

    def test_twice_is_refused(self, room: ClassRoom, trio: Team) -> None:
        leave(team=trio, by=By(room.bob), now=NOW)
        with pytest.raises(RefusedError) as refusal:
            leave(team=trio, by=By(room.bob), now=NOW)
        assert str(refusal.value) == forming.NOT_ON_IT

    def test_whoever_left_may_come_back_by_the_link(self, room: ClassRoom, trio: Team) -> None:
        leave(team=trio, by=By(room.bob), now=NOW)
        room.joined(room.bob, trio)
        assert on(trio) == ["Alice", "Charlie", "Bob"]
        assert Membership.objects.filter(enrolment__user=room.bob).count() == 2


class TestRemoving:
    def test_the_captain_removes_and_the_link_is_withdrawn(self, room: ClassRoom, trio: Team) -> None:
        link = invite(team=trio, by=By(room.alice), days=7, now=NOW)
        remove(team=trio, by=By(room.alice), member=room.member(room.bob), now=NOW)
        assert on(trio) == ["Alice", "Charlie"]
        with pytest.raises(RefusedError, match="withdrawn"):
            join(invitation=link, by=By(room.bob), now=NOW)
        assert log()[0] == ("removed from team", room.bob.username)

    def test_nobody_else_does(self, room: ClassRoom, trio: Team) -> None:
        with pytest.raises(RefusedError) as refusal:
            remove(team=trio, by=By(room.bob), member=room.member(room.charlie), now=NOW)
        assert str(refusal.value) == forming.CAPTAIN_ONLY

    def test_not_after_the_lock(self, room: ClassRoom, trio: Team) -> None:
        with pytest.raises(RefusedError, match=r"^Teams locked on"):
            remove(team=trio, by=By(room.alice), member=room.member(room.bob), now=LOCKED)

    def test_a_member_of_another_team_is_out_of_reach(self, room: ClassRoom) -> None:
        owls, larks = room.founded(room.alice), room.founded(room.bob, "Larks")
        with pytest.raises(RefusedError) as refusal:
            remove(team=owls, by=By(room.alice), member=room.member(room.bob), now=NOW)
        assert str(refusal.value) == forming.NOT_A_MEMBER
        assert on(larks) == ["Bob"]


class TestCaptaincy:
    def test_is_handed_on_after_the_lock_too(self, room: ClassRoom, trio: Team) -> None:
        hand_on(team=trio, by=By(room.alice), member=room.member(room.charlie))
        assert on(trio) == ["Charlie", "Alice", "Bob"]
        assert Membership.objects.filter(captain=True).count() == 1
        assert log()[0] == ("captain changed", room.charlie.username)
        with pytest.raises(RefusedError) as refusal:
            hand_on(team=trio, by=By(room.alice), member=room.member(room.alice))
        assert str(refusal.value) == forming.CAPTAIN_ONLY

    def test_the_next_in_line_leads_when_the_captain_is_dropped_from_the_course(
        self, room: ClassRoom, trio: Team
    ) -> None:
        Enrolment.objects.filter(user=room.alice).update(active=False)
        rename(team=trio, by=By(room.bob), name="Larks", now=NOW)
        hand_on(team=trio, by=By(room.bob), member=room.member(room.charlie))
        Enrolment.objects.filter(user=room.alice).update(active=True)
        assert on(trio) == ["Charlie", "Alice", "Bob"]


class TestNaming:
    def test_by_the_captain_until_the_lock(self, room: ClassRoom, trio: Team) -> None:
        rename(team=trio, by=By(room.alice), name="Early  Larks", now=NOW)
        assert Team.objects.get().name == "Early Larks"
        assert log()[0] == ("team renamed", f"team {trio.pk}")
        with pytest.raises(RefusedError, match=r"^Teams locked on"):
            rename(team=trio, by=By(room.alice), name="Larks", now=LOCKED)
        with pytest.raises(RefusedError) as refusal:
            rename(team=trio, by=By(room.bob), name="Larks", now=NOW)
        assert str(refusal.value) == forming.CAPTAIN_ONLY

    def test_its_own_name_in_other_letters_is_free(self, room: ClassRoom, trio: Team) -> None:
        rename(team=trio, by=By(room.alice), name="night OWLS", now=NOW)
        assert Team.objects.get().name == "night OWLS"

    def test_a_team_of_one_forgets_its_name_with_its_person(self, room: ClassRoom) -> None:
        alone, pair = room.founded(room.alice, "Alice Adams"), room.founded(room.bob, "Owls")
        room.joined(room.charlie, pair)
        for person in (room.alice, room.bob):
            erase_person(user=person, by=By(None))
        assert sorted(Team.objects.values_list("pk", "name")) == [
            (alone.pk, f"Former team {alone.pk}"),
            (pair.pk, "Owls"),
        ]
        assert on(pair) == ["Charlie"]
