"""A student's page of teams, from nothing to a full team and through the lock."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client

from competition.actions.log import By
from competition.models.competitions import Competition, RulesAcceptance
from competition.models.courses import Enrolment
from competition.models.people import User
from teams.actions.excluding import exclude
from teams.actions.extending import extend
from teams.actions.links import address_of, invite
from teams.models.teams import Membership, Team, TeamInvitation
from teams.rules import forming
from teams.rules.names import TAKEN
from tests.competition.views.test_student_pages import text
from tests.competition.world import browser_of
from tests.factories import NOW, enrol, make_competition, make_course, make_team, make_user
from tests.teams.class_room import CLOSED, LOCKED, ClassRoom, on, sends_a_file

TEAM = "/c/wines/team/"


def page(user: User, address: str = TEAM) -> str:
    return text(browser_of(user), address)


def sends(user: User, address: str, **data: object) -> str:
    """What the person is told."""
    answer = browser_of(user).post(TEAM + address, data, follow=True)
    main = answer.content.decode()
    found = re.findall(r'<div class="note \w+">.*?<p>(.*?)</p>', main, re.DOTALL)
    return unescape(found[0]).strip() if found else ""


class TestWithoutATeam:
    def test_one_click_and_somebody_plays_alone_under_the_alias(self, room: ClassRoom) -> None:
        alias = room.alice.alias
        shown = browser_of(room.alice).get(TEAM)
        assert shown.context["suggested"] == alias
        assert sends(room.alice, "", name=alias) == "Your team stands. You lead it."
        assert [(team.name, on(team)) for team in Team.objects.all()] == [(alias, ["Alice"])]

    def test_a_suggested_name_is_free(self, room: ClassRoom) -> None:
        alias = room.alice.alias
        for name in (alias.upper(), f"{alias} 2"):
            make_team(room.competition, name=name)
        assert browser_of(room.alice).get(TEAM).context["suggested"] == f"{alias} 3"

    def test_a_name_that_is_taken_comes_back_with_the_form(self, room: ClassRoom) -> None:
        room.founded(room.bob)
        answer = browser_of(room.alice).post(TEAM, {"name": "night owls"})
        assert (answer.status_code, answer.context["form"].errors) == (422, {"name": [TAKEN]})

    @pytest.mark.parametrize("name", ["", "x", "x" * 61, "…!", "two\u200bowls", "Former team 7"])
    def test_a_name_that_will_not_do_is_refused(self, room: ClassRoom, name: str) -> None:
        assert browser_of(room.alice).post(TEAM, {"name": name}).status_code == 422
        assert not Team.objects.exists()

    def test_the_way_leads_over_the_rules(self, room: ClassRoom) -> None:
        RulesAcceptance.objects.all().delete()
        assert "Once you have accepted the rules you can found a team" in page(room.alice)

    def test_after_the_lock_it_says_who_can_help(self, room: ClassRoom) -> None:
        with time_machine.travel(LOCKED, tick=False):
            shown = page(room.alice)
            assert "You are on no team Teams locked on Sat 24 Oct 2026, 10:00 CDT. Ask your instructor" in shown
            answer = browser_of(room.alice).post(TEAM, {"name": "Owls"})
        assert answer.status_code == 422
        assert "Found the team" not in shown

    def test_staff_are_shown_the_way_to_all_teams(self, room: ClassRoom) -> None:
        assert 'href="/teach/c/wines/teams/"' in browser_of(room.ingrid).get(TEAM).text


class TestOnATeam:
    def test_mates_know_each_other_by_name_and_others_do_not(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        room.joined(room.bob, team)
        room.founded(room.charlie, "Larks")
        names = {user: set(re.findall("Alice|Bob|Charlie", page(user))) for user in (room.bob, room.charlie)}
        assert names == {room.bob: {"Alice", "Bob"}, room.charlie: {"Charlie"}}

    def test_the_captain_makes_a_link_and_the_team_reads_it(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        room.joined(room.bob, team)
        told = "The link is ready: copy it, and give it to those who are to join."
        assert sends(room.alice, "link/", days=3) == told
        made = TeamInvitation.objects.get(revoked_at=None)
        assert made.expires_at == NOW + timedelta(days=3)
        assert [address_of(made) in page(user) for user in (room.alice, room.bob)] == [True, True]
        assert sends(room.alice, "link/withdraw/") == "The link opens nothing any more."
        assert address_of(made) not in page(room.alice)

    def test_who_is_no_captain_is_refused_what_a_captain_does(self, room: ClassRoom) -> None:
        room.joined(room.bob, room.founded(room.alice))
        deeds: dict[str, dict[str, object]] = {"link/": {}, "link/withdraw/": {}, "name/": {"name": "Larks"}}
        deeds |= {deed: {"member": room.member(room.alice)} for deed in ("remove/", "captain/")}
        assert {deed: sends(room.bob, deed, **data) for deed, data in deeds.items()} == dict.fromkeys(
            deeds, forming.CAPTAIN_ONLY
        )

    def test_a_captain_renames_hands_on_and_removes(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        room.joined(room.bob, team)
        room.joined(room.charlie, team)
        assert sends(room.alice, "name/", name="Larks") == "The team has its new name."
        gone = f"{room.charlie.alias} is off the team, and the team's link is withdrawn."
        assert sends(room.alice, "remove/", member=room.member(room.charlie)) == gone
        assert sends(room.alice, "captain/", member=room.member(room.bob)) == f"{room.bob.alias} leads the team now."
        assert (Team.objects.get().name, on(team)) == ("Larks", ["Bob", "Alice"])

    def test_a_name_that_will_not_do_comes_back_with_the_form(self, room: ClassRoom) -> None:
        room.founded(room.alice)
        answer = browser_of(room.alice).post(TEAM + "name/", {"name": "x"})
        assert (answer.status_code, answer.context["form"].errors) == (422, {"name": ["Use 2 to 60 characters."]})

    @pytest.mark.parametrize("member", ["", "x", "-1", "9" * 40, "987654"])
    def test_a_member_who_is_none_is_told(self, room: ClassRoom, member: str) -> None:
        room.founded(room.alice)
        assert sends(room.alice, "remove/", member=member) == forming.NOT_A_MEMBER

    def test_leaving_brings_back_to_the_beginning(self, room: ClassRoom) -> None:
        room.founded(room.alice)
        assert sends(room.alice, "leave/") == "You have left Night Owls."
        assert "Found a team" in page(room.alice)
        assert sends(room.alice, "leave/") == forming.NOT_ON_IT

    def test_a_team_that_has_sent_a_file_offers_no_leaving(self, room: ClassRoom) -> None:
        sends_a_file(room.founded(room.alice), room.alice)
        assert "This team has sent files, so its members stay" in page(room.alice)
        assert TEAM + "leave/" not in browser_of(room.alice).get(TEAM).text

    def test_after_the_lock_nothing_is_left_to_change_but_who_leads(self, room: ClassRoom) -> None:
        room.joined(room.bob, room.founded(room.alice))
        with time_machine.travel(LOCKED, tick=False):
            html = browser_of(room.alice).get(TEAM).text
        assert set(re.findall(rf'action="{TEAM}([^"]*)"', html)) == {"captain/"}

    def test_an_extension_and_an_exclusion_are_told_with_their_reasons(self, room: ClassRoom) -> None:
        team, later = room.founded(room.alice), CLOSED + timedelta(days=2)
        extend(team=team, by=room.staff, closes_at=later, reason="Alice was ill.", now=NOW)
        exclude(team=team, by=room.staff, excluded="disqualified", reason="Copied labels.")
        shown = page(room.alice)
        assert "Your team closes later: Thu 5 Nov 2026, 09:00 CST Alice was ill." in shown
        assert "This team is disqualified. Copied labels." in shown

    def test_whoever_was_dropped_from_the_course_is_shown_no_more(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        room.joined(room.bob, team)
        Enrolment.objects.filter(user=room.alice).update(active=False)
        assert "Alice" not in page(room.bob)
        assert "captain you" in page(room.bob)


class TestJoining:
    @pytest.fixture
    def link(self, room: ClassRoom) -> str:
        made = invite(team=room.founded(room.alice), by=By(room.alice), days=7, now=NOW)
        return "/" + address_of(made).split("/", 3)[3]

    def test_a_look_joins_nobody(self, room: ClassRoom, link: str) -> None:
        shown = page(room.bob, link)
        assert "Join Night Owls" in shown
        assert room.alice.alias in shown
        assert "Alice" not in shown
        assert Membership.objects.count() == 1

    def test_the_button_does(self, room: ClassRoom, link: str) -> None:
        answer = browser_of(room.bob).post(link)
        assert (answer.status_code, answer["Location"]) == (302, TEAM)
        assert on(Team.objects.get()) == ["Alice", "Bob"]

    def test_what_stands_in_the_way_is_said_before_and_after(self, room: ClassRoom, link: str) -> None:
        room.founded(room.charlie, "Larks")
        Competition.objects.update(team_size=1)
        full = "This team is full: a team here has at most 1 person."
        for user, told in ((room.alice, forming.ON_IT), (room.charlie, forming.ON_A_TEAM), (room.bob, full)):
            answer = browser_of(user).get(link)
            assert (answer.status_code, answer.context["refusal"]) == (200, told)
        answer = browser_of(room.bob).post(link)
        assert (answer.status_code, answer.context["refusal"]) == (422, full)

    def test_it_leads_over_the_rules(self, room: ClassRoom, link: str) -> None:
        RulesAcceptance.objects.all().delete()
        assert "Accept the rules first. Then open this link again." in page(room.bob, link)
        assert browser_of(room.bob).post(link).context["refusal"] == forming.ACCEPT_FIRST

    def test_people_of_other_courses_find_nothing(self, room: ClassRoom, link: str) -> None:
        dana, elsewhere = make_user("Dana"), make_course("algebra")
        enrol(dana, elsewhere)
        make_competition(elsewhere, "numbers")
        here, there = link, link.replace("/c/wines/", "/c/numbers/")
        assert [browser_of(dana).get(address).status_code for address in (here, there)] == [404, 404]
        assert Client().get(here).status_code == 302
