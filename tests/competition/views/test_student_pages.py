"""What students and staff read on the pages of courses and competitions."""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from competition.actions.announcements import announce, withdraw
from competition.actions.competitions import change_rules, move_dates
from competition.actions.log import By
from competition.models.competitions import Announcement, Competition, RulesAcceptance
from competition.models.courses import Enrolment, Role
from competition.models.people import User
from tests.competition.world import World, browser_of
from tests.factories import NOW, accept_rules, enrol, make_competition, make_course, make_user

PAGES = ("/c/wines/", "/c/wines/data/", "/c/wines/rules/", "/c/wines/announcements/", "/courses/dl-2026/")


def text(client: Client, address: str) -> str:
    """What a reader sees in the main part, in one line."""
    html = client.get(address).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def page(user: User, address: str) -> str:
    return text(browser_of(user), address)


def blue_button(user: User) -> tuple[str, str]:
    html = browser_of(user).get("/c/wines/").content.decode()
    found: list[tuple[str, str]] = re.findall(r'<a class="button primary[^"]*"\s+href="([^"]+)">([^<]+)</a>', html)
    assert len(found) == 1
    return found[0]


def move(**dates: datetime | None) -> None:
    Competition.objects.update(**dates)


class TestWhoSeesAPage:
    @pytest.mark.parametrize("address", PAGES)
    def test_people_of_the_course_and_nobody_else(self, world: World, address: str) -> None:
        people = (world.alice, world.bob, world.tariq, world.ingrid, world.dana)
        statuses = [browser_of(person).get(address).status_code for person in people]
        assert statuses == [200, 200, 200, 200, 404]
        assert Client().get(address).status_code == 302

    @pytest.mark.parametrize("address", PAGES)
    def test_foreign_is_the_same_as_missing(self, world: World, address: str) -> None:
        dana = browser_of(world.dana)
        missing = dana.get(address.replace("wines", "nothing").replace("dl-2026", "nothing"))
        foreign = dana.get(address)
        assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content)

    def test_a_draft_is_the_staffs_alone_and_says_so(self, world: World) -> None:
        move(published_at=None)
        assert browser_of(world.alice).get("/c/wines/").status_code == 404
        shown = page(world.tariq, "/c/wines/")
        assert "A draft: only the staff of CS 501 see this." in shown
        assert "Wine cultivars" not in page(world.alice, "/")
        assert "Wine cultivars Draft" in page(world.tariq, "/")

    def test_whoever_left_the_course_sees_it_no_more(self, world: World) -> None:
        Enrolment.objects.filter(user=world.alice).update(active=False)
        assert browser_of(world.alice).get("/c/wines/").status_code == 404


class TestHome:
    def test_tells_a_stranger_what_this_is_and_where_to_sign_in(self, world: World) -> None:
        shown = text(Client(), "/")
        assert "You predict the missing answers" in shown
        assert "Sign in" in shown

    def test_lists_courses_with_their_competitions_and_what_comes_next(self, world: World) -> None:
        shown = page(world.alice, "/")
        assert "CS 501 · Deep Learning Fall 2026 Course page of CS 501 Wine cultivars Open" in shown
        assert "Teams lock in 10 days Sat 24 Oct 2026, 10:00 CDT" in shown

    def test_tells_people_in_no_course_what_to_do(self, world: World) -> None:
        shown = page(make_user("Charlie"), "/")
        assert "You are in no course Open the invitation link" in shown

    def test_tells_a_superuser_to_open_the_first_course(self, world: World) -> None:
        assert "Open a course" in page(make_user("Ruth", is_superuser=True), "/")

    def test_shows_what_is_open_before_what_is_closed(self, world: World) -> None:
        old = {"opens_at": NOW - timedelta(9), "teams_lock_at": NOW - timedelta(8), "closes_at": NOW - timedelta(7)}
        make_competition(world.course, "irises", title="Irises", **old)
        shown = page(world.alice, "/")
        assert shown.index("Wine cultivars Open") < shown.index("Irises Closed")


class TestTheBlueButton:
    def test_asks_for_the_rules_first(self, world: World) -> None:
        assert blue_button(world.bob) == ("/c/wines/rules/", "Read and accept the rules")

    def test_then_leads_to_where_files_are_sent(self, world: World) -> None:
        assert blue_button(world.alice) == ("/c/wines/submit/", "Submit predictions")

    def test_after_the_close_leads_to_the_data(self, world: World) -> None:
        move(closes_at=NOW, teams_lock_at=NOW)
        assert blue_button(world.alice) == ("/c/wines/data/", "Get the data")

    def test_leads_staff_to_their_own_pages(self, world: World) -> None:
        assert blue_button(world.tariq) == ("/teach/c/wines/", "Manage this competition")
        move(published_at=None)
        assert blue_button(world.ingrid) == ("/teach/c/wines/", "Finish the draft")

    def test_before_the_opening_promises_no_data(self, world: World) -> None:
        move(opens_at=NOW + timedelta(days=1))
        assert blue_button(world.alice) == ("/c/wines/data/", "Look at the data page")

    def test_asks_again_after_the_rules_changed(self, world: World) -> None:
        change_rules(competition=world.competition, by=By(world.ingrid), text="Play fairer.", now=NOW)
        assert blue_button(world.alice) == ("/c/wines/rules/", "Read and accept the rules")


class TestTheOverview:
    def test_counts_down_to_the_next_date_in_three_zones(self, world: World) -> None:
        User.objects.filter(pk=world.alice.pk).update(time_zone="Europe/Berlin")
        shown = page(world.alice, "/c/wines/")
        assert "Course time Sat 24 Oct 2026, 10:00 CDT Your time Sat 24 Oct 2026, 17:00 CEST" in shown
        assert "UTC Sat 24 Oct 2026, 15:00 UTC" in shown

    def test_says_on_which_side_of_the_day_a_midnight_lies(self, world: World) -> None:
        move(teams_lock_at=datetime.fromisoformat("2026-10-20T05:00:00+00:00"))
        assert "00:00 CDT (midnight at the end of Monday 19 October)" in page(world.alice, "/c/wines/")

    def test_keeps_the_old_date_and_the_reason_when_a_date_moves(self, world: World) -> None:
        dates = {name: getattr(world.competition, name) for name in Competition.DATES}
        later = dates | {"closes_at": NOW + timedelta(days=21)}
        move_dates(competition=world.competition, by=By(world.ingrid), dates=later, reason="Snow.", now=NOW)
        shown = page(world.alice, "/c/wines/")
        assert "Closes : Tue 3 Nov, 09:00 CST → Wed 4 Nov, 09:00 CST Snow." in shown

    def test_has_no_clock_once_everything_is_over(self, world: World) -> None:
        past = {"opens_at": NOW - timedelta(9), "teams_lock_at": NOW - timedelta(8), "closes_at": NOW - timedelta(7)}
        move(**past)
        assert 'class="clock"' not in browser_of(world.alice).get("/c/wines/").content.decode()


class TestTheRules:
    def post(self, user: User, version: Any) -> str:
        client = browser_of(user)
        return unescape(client.post("/c/wines/rules/", {"version": version}, follow=True).content.decode())

    def test_are_accepted_with_one_click(self, world: World) -> None:
        assert "You have accepted the rules." in self.post(world.bob, 1)
        assert RulesAcceptance.objects.get(user=world.bob).accepted_at == NOW

    @pytest.mark.parametrize("version", ["", "2", "-1", "x", "9" * 30, "²"])
    def test_are_not_accepted_unread(self, world: World, version: str) -> None:
        assert "The rules changed while you were reading them." in self.post(world.bob, version)
        assert not RulesAcceptance.objects.filter(user=world.bob).exists()

    def test_keep_their_older_versions_readable(self, world: World) -> None:
        change_rules(competition=world.competition, by=By(world.ingrid), text="Play fairer.", now=NOW)
        shown = page(world.alice, "/c/wines/rules/")
        assert "Rules, version 2" in shown
        assert "Version 1, since Sun 4 Oct 2026, 10:00 CDT, which you accepted Play fair." in shown
        assert "The rules have changed since you accepted them." in shown

    def test_are_not_asked_of_staff(self, world: World) -> None:
        assert "you need not accept the rules" in page(world.tariq, "/c/wines/rules/")
        assert "You teach this course" in self.post(world.tariq, 1)
        assert not RulesAcceptance.objects.filter(user=world.tariq).exists()


class TestTheData:
    def test_names_no_file_before_the_rules_are_accepted(self, world: World) -> None:
        world.add_file()
        shown = page(world.bob, "/c/wines/data/")
        assert "train.csv" not in shown
        assert "Nine columns." not in shown
        assert "Accept the rules The files are for people who have accepted the newest rules." in shown

    def test_names_no_file_before_the_opening(self, world: World) -> None:
        world.add_file()
        move(opens_at=NOW + timedelta(days=1))
        shown = page(world.alice, "/c/wines/data/")
        assert "train.csv" not in shown
        assert "It opens in 1 day: Thu 15 Oct 2026, 10:00 CDT." in shown

    def test_lists_files_with_size_hash_and_a_line_to_copy(self, world: World) -> None:
        file = world.add_file()
        shown = page(world.alice, "/c/wines/data/")
        assert f"train.csv rows SHA-256 {file.sha256} Added just now" in shown
        assert "273.0 kB 273,026 bytes" in shown
        address = settings.PUBLIC_URL + "/api/v2/competitions/wines/files/train.csv"
        user = f'--user "{world.alice.username}:$HOLDOUT_KEY"'
        assert f"curl --fail --continue-at - --remote-name-all {user} {address}" in shown
        assert f"printf '%s %s\\n' {file.sha256} train.csv | sha256sum --check" in shown


class TestAnnouncements:
    def say(self, world: World, title: str, *, competition: Competition | None = None) -> Announcement:
        by = By(world.ingrid)
        return announce(
            course=world.course, competition=competition, by=by, title=title, text="*Read* it.", also_mail=False
        )

    def test_stand_on_every_page_they_concern(self, world: World) -> None:
        self.say(world, "For all")
        self.say(world, "For the players", competition=world.competition)
        for address in ("/", "/courses/dl-2026/", "/c/wines/", "/c/wines/announcements/"):
            shown = page(world.alice, address)
            assert shown.index("For the players") < shown.index("For all")

    def test_stay_in_their_course(self, world: World) -> None:
        self.say(world, "For all")
        assert "For all" not in page(world.dana, "/")

    def test_go_when_they_are_withdrawn(self, world: World) -> None:
        withdraw(announcement=self.say(world, "For all"), by=By(world.ingrid))
        assert "For all" not in page(world.alice, "/courses/dl-2026/")

    def test_name_their_author_while_that_person_teaches(self, world: World) -> None:
        self.say(world, "For all")
        assert "For all Ingrid" in page(world.alice, "/courses/dl-2026/")
        Enrolment.objects.filter(user=world.ingrid).update(role=Role.STUDENT)
        assert f"For all {world.ingrid.alias}" in page(world.alice, "/courses/dl-2026/")

    def test_come_in_pages(self, world: World) -> None:
        for number in range(21):
            self.say(world, f"Number {number:02d}")
        assert "Number 00" not in page(world.alice, "/c/wines/announcements/")
        assert "Number 00" in page(world.alice, "/c/wines/announcements/?page=2")


class TestQueries:
    """A page with three of everything asks the database as often as a page with one."""

    def fill(self, world: World, number: int) -> None:
        course = make_course(f"course-{number}", code=f"CS {number}")
        enrol(world.ingrid, course, Role.INSTRUCTOR)
        enrol(world.alice, course)
        accept_rules(world.alice, make_competition(course, f"other-{number}"))
        enrol(make_user(f"Tutor{number}"), world.course, Role.ASSISTANT)
        accept_rules(world.alice, make_competition(world.course, f"more-{number}"))
        world.add_file(f"file-{number}.csv", b"x")
        if number > 1:
            change_rules(competition=world.competition, by=By(world.ingrid), text=f"Rules {number}.", now=NOW)
            accept_rules(world.alice, world.competition)
        dates = {name: getattr(world.competition, name) for name in Competition.DATES}
        moved = dates | {"closes_at": NOW + timedelta(days=30 + number)}
        move_dates(competition=world.competition, by=By(world.ingrid), dates=moved, reason="Snow.", now=NOW)

    @pytest.mark.parametrize("address", ["/", *PAGES])
    def test_are_as_many_for_three_rows_as_for_one(
        self, world: World, address: str, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        alice = browser_of(world.alice)
        self.fill(world, 1)
        count = queries_of(alice, address)
        for number in (2, 3):
            self.fill(world, number)
        with django_assert_num_queries(count):
            alice.get(address)
        assert count <= 14


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)
