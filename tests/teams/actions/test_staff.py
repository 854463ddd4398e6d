from datetime import timedelta
from functools import partial

import pytest

from competition.actions.competitions import move_dates
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from competition.models.log import LogEntry
from teams import following
from teams.actions.captaincy import appoint_captain
from teams.actions.excluding import exclude, readmit
from teams.actions.extending import extend, withdraw_extension
from teams.actions.founding import found_for
from teams.actions.naming import rename_for
from teams.actions.placing import place, take_off
from teams.following import Event
from teams.models.teams import Extension, Membership, Team
from teams.queries.teams import closes_at
from teams.rules import extending, forming
from tests.factories import NOW, make_team
from tests.teams.class_room import CLOSED, LOCKED, ClassRoom, log, on, sends_a_file

AFTER_LOCK = LOCKED + timedelta(days=1)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Team]]:
    """What a higher floor hears, in place of all that it does then."""
    heard: list[tuple[str, Team]] = []

    def follower_of(event: Event) -> following.Follower:
        return lambda team, by: heard.append((event, team))

    for event in Event:
        monkeypatch.setitem(following._followers, event, [follower_of(event)])
    return heard


class TestPlacing:
    def test_a_student_without_a_team_after_the_lock_too(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        bob = room.enrolment(room.bob)
        place(enrolment=bob, team=team, by=room.staff, now=AFTER_LOCK, reason="Came late.")
        assert on(team) == ["Alice", "Bob"]
        line = LogEntry.objects.order_by("-id")[0]
        assert (line.action, line.subject, line.reason) == ("placed on team", room.bob.username, "Came late.")
        assert (line.before, line.after) == ({}, {"competition": "wines", "team": team.pk})

    def test_a_student_of_another_team_is_moved_and_the_books_keep_it(self, room: ClassRoom) -> None:
        owls, larks = room.founded(room.alice), room.founded(room.bob, "Larks")
        sends_a_file(larks, room.bob)
        place(enrolment=room.enrolment(room.bob), team=owls, by=room.staff, now=AFTER_LOCK, reason="")
        assert (on(owls), on(larks)) == (["Alice", "Bob"], [])
        rows = Membership.objects.filter(enrolment__user=room.bob).order_by("id")
        assert list(rows.values_list("team", "left_at")) == [(larks.pk, AFTER_LOCK), (owls.pk, None)]
        assert LogEntry.objects.order_by("-id")[0].before == {"team": larks.pk}

    def test_who_is_placed_on_a_team_that_everybody_left_leads_it(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        sends_a_file(team, room.alice)
        take_off(team=team, by=room.staff, member=room.member(room.alice), now=NOW, reason="Dropped out.")
        place(enrolment=room.enrolment(room.bob), team=team, by=room.staff, now=NOW, reason="")
        assert Membership.objects.get(left_at=None, captain=True).enrolment.user == room.bob

    def test_the_largest_size_holds_for_staff_too(self, room: ClassRoom) -> None:
        Competition.objects.update(team_size=1)
        team, own = room.founded(room.alice), room.founded(room.bob, "Larks")
        with pytest.raises(RefusedError) as refusal:
            place(enrolment=room.enrolment(room.bob), team=team, by=room.staff, now=NOW, reason="")
        assert str(refusal.value) == "This team is full: a team here has at most 1 person."
        assert on(own) == ["Bob"]

    def test_onto_the_same_team_is_refused(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        with pytest.raises(RefusedError) as refusal:
            place(enrolment=room.enrolment(room.alice), team=team, by=room.staff, now=NOW, reason="")
        assert str(refusal.value) == forming.PLACED_ALREADY

    def test_a_team_is_founded_for_students_after_the_lock_too(self, room: ClassRoom) -> None:
        both = [room.enrolment(user) for user in (room.charlie, room.bob)]
        team = found_for(competition=room.competition, by=room.staff, name="Late Owls", enrolments=both, now=AFTER_LOCK)
        assert on(team) == ["Charlie", "Bob"]
        assert log() == [("team founded", f"team {team.pk}")]

    def test_of_students_who_have_a_team_none_is_founded(self, room: ClassRoom) -> None:
        room.founded(room.alice)
        both = [room.enrolment(user) for user in (room.bob, room.alice)]
        with pytest.raises(RefusedError) as refusal:
            found_for(competition=room.competition, by=room.staff, name="Late Owls", enrolments=both, now=NOW)
        assert str(refusal.value) == forming.PLACED_ALREADY
        assert Team.objects.count() == Membership.objects.count() == 1


class TestTakingOff:
    def test_of_a_team_that_has_sent_files_too(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        room.joined(room.bob, team)
        sends_a_file(team, room.bob)
        take_off(team=team, by=room.staff, member=room.member(room.alice), now=AFTER_LOCK, reason="A quarrel.")
        assert on(team) == ["Bob"]
        assert Membership.objects.get(captain=True).enrolment.user == room.bob
        assert log()[0] == ("taken off team", room.alice.username)

    def test_captains_are_appointed_and_names_changed(self, room: ClassRoom, told: list[tuple[str, Team]]) -> None:
        team = room.founded(room.alice)
        room.joined(room.bob, team)
        appoint_captain(team=team, by=room.staff, member=room.member(room.bob))
        rename_for(team=team, by=room.staff, name="Larks")
        assert (on(team), Team.objects.get().name) == (["Bob", "Alice"], "Larks")
        assert told == [(Event.RENAMED, team)]


class TestExclusion:
    @pytest.mark.parametrize("how", ["hidden", "disqualified"])
    def test_a_team_leaves_the_board_and_comes_back(
        self, room: ClassRoom, told: list[tuple[str, Team]], how: str
    ) -> None:
        team = room.founded(room.alice)
        exclude(team=team, by=room.staff, excluded=how, reason=" Copied labels. ")
        exclude(team=team, by=room.staff, excluded=how, reason="Copied labels.")
        assert list(Team.objects.values_list("excluded", "excluded_reason")) == [(how, "Copied labels.")]
        readmit(team=team, by=room.staff, reason="It was a mistake.")
        readmit(team=team, by=room.staff)
        assert list(Team.objects.values_list("excluded", "excluded_reason")) == [("", "")]
        assert told == [(Event.EXCLUSION_CHANGED, team)] * 2
        number = f"team {team.pk}"
        assert log()[:2] == [("team readmitted", number), (f"team {how}", number)]


class TestExtension:
    LATER = CLOSED + timedelta(days=2)

    def give(self, team: Team, by: By, **changes: object) -> None:
        values: dict[str, object] = {"closes_at": self.LATER, "reason": "Ill.", "now": NOW} | changes
        extend(team=team, by=by, **values)  # type: ignore[arg-type]

    def test_moves_the_teams_own_close_and_no_other(self, room: ClassRoom, told: list[tuple[str, Team]]) -> None:
        owls, larks = room.founded(room.alice), room.founded(room.bob, "Larks")
        self.give(owls, room.staff)
        assert (closes_at(owls), closes_at(larks)) == (self.LATER, CLOSED)
        assert told == [(Event.EXTENSION_CHANGED, owls)]
        assert LogEntry.objects.order_by("-id")[0].reason == "Ill."

    def test_another_takes_its_place_and_it_can_be_taken_back(
        self, room: ClassRoom, told: list[tuple[str, Team]]
    ) -> None:
        team = room.founded(room.alice)
        self.give(team, room.staff)
        self.give(team, room.staff, closes_at=self.LATER + timedelta(days=1))
        assert (Extension.objects.count(), closes_at(team)) == (1, self.LATER + timedelta(days=1))
        withdraw_extension(team=team, by=room.staff, reason="Well again.", now=NOW)
        withdraw_extension(team=team, by=room.staff, reason="Well again.", now=NOW)
        assert closes_at(team) == CLOSED
        assert told == [(Event.EXTENSION_CHANGED, team)] * 3
        assert [action for action, _ in log()][:3] == ["extension withdrawn", "extension given", "extension given"]

    def test_ends_later_than_the_competition(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        with pytest.raises(RefusedError) as refusal:
            self.give(team, room.staff, closes_at=CLOSED)
        assert refusal.value.field == "closes_at"
        assert str(refusal.value) == (
            "An extension ends later than the competition, which closes on Tue 3 Nov 2026, 09:00 CST."
        )

    def test_is_neither_given_nor_taken_back_once_the_competition_has_closed(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        self.give(team, room.staff)
        again = partial(self.give, team, room.staff, now=CLOSED)
        back = partial(withdraw_extension, team=team, by=room.staff, reason="x", now=CLOSED)
        for deed in (again, back):
            with pytest.raises(RefusedError) as refusal:
                deed()
            assert str(refusal.value) == extending.OVER
        assert closes_at(team) == self.LATER

    def test_a_later_close_for_all_overtakes_it(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        self.give(team, room.staff)
        much_later = self.LATER + timedelta(days=5)
        move_dates(
            competition=room.competition, by=room.staff, dates={"closes_at": much_later}, reason="A storm.", now=NOW
        )
        assert closes_at(Team.objects.get()) == much_later


def test_the_extensions_of_two_teams_are_two(room: ClassRoom) -> None:
    teams = [make_team(room.competition, user) for user in (room.alice, room.bob)]
    for days, team in enumerate(teams, 1):
        extend(team=team, by=room.staff, closes_at=CLOSED + timedelta(days=days), reason="Ill.", now=NOW)
    assert [closes_at(team) - CLOSED for team in teams] == [timedelta(days=1), timedelta(days=2)]
