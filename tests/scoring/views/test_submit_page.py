"""The page on which a team sends its files, with and without JavaScript."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from time_machine import travel

from competition.models.people import User
from scoring.models.claimable import WorkState
from scoring.models.submissions import Submission
from teams.models.teams import Extension, Team
from tests.competition.world import World, browser_of
from tests.factories import accept_rules, make_key, make_submission, make_team
from tests.scoring.sending import content_of, rows, send

ADDRESS = "/c/wines/submit/"
SAMPLE = b"id,label\n1,0\n2,0\n3,0\n4,0\n"


@pytest.fixture
def team(world: World) -> Team:
    make_key(world.competition)
    world.add_file("sample_submission.csv", SAMPLE)
    return make_team(world.competition, world.alice, world.bob)


def post(browser: Client, content: bytes = SAMPLE, **values: Any) -> Any:
    file = SimpleUploadedFile("run.csv", content)
    return browser.post(ADDRESS, {"file": file, "request_id": "one", "note": ""} | values)


def shown(user: User, address: str = ADDRESS) -> str:
    return browser_of(user).get(address).text


class TestSending:
    def test_a_file_goes_in_and_its_page_comes(self, world: World, team: Team) -> None:
        answer = post(browser_of(world.alice), note="A first try.")
        sent = Submission.objects.get()
        assert (answer.status_code, answer.url) == (302, f"/c/wines/submissions/{sent.pk}/")
        assert (sent.author, sent.file_name, sent.note, sent.size) == (
            world.alice,
            "run.csv",
            "A first try.",
            len(SAMPLE),
        )

    def test_sent_twice_by_a_double_click_it_is_one(self, world: World, team: Team) -> None:
        browser = browser_of(world.alice)
        assert post(browser).url == post(browser).url
        assert rows() == (1, 1, 1)
        told = [str(message) for message in browser.get("/c/wines/").context["messages"]]
        assert told == [
            "run.csv has arrived. Your team has 4 more today.",
            "run.csv had arrived already. It was counted once.",
        ]

    def test_from_a_page_gone_back_to_another_file_is_another_submission(self, world: World, team: Team) -> None:
        browser = browser_of(world.alice)
        assert post(browser).url != post(browser, content_of(2)).url

    def test_the_same_file_is_pointed_out_and_taken_from_who_insists(self, world: World, team: Team) -> None:
        browser = browser_of(world.alice)
        post(browser)
        page = post(browser, request_id="two")
        assert (page.status_code, rows()) == (422, (1, 1, 1))
        told = page.context["form"].errors["again"][0]
        assert told.startswith("Your team sent this very file on Wed 14 Oct, 10:00 CDT, as run.csv.")
        assert '<input type="checkbox" name="again"' in page.text
        assert post(browser, request_id="two", again="on").status_code == 302
        assert rows() == (2, 2, 2)

    def test_who_is_not_asked_whether_to_send_again_sees_no_box(self, world: World, team: Team) -> None:
        assert 'name="again"' not in shown(world.alice)

    def test_over_the_limit_the_page_says_when_to_come_back(self, world: World, team: Team) -> None:
        for _ in range(5):
            send(team, world.alice)
        page = post(browser_of(world.alice))
        assert (page.status_code, page.headers["Retry-After"]) == (429, str(14 * 60 * 60))
        assert page.context["form"].non_field_errors() == [
            "Your team has used all 5 submissions of today. The next day begins at midnight, America/Chicago time."
        ]

    def test_without_a_file_nothing_is_counted(self, world: World, team: Team) -> None:
        page = browser_of(world.alice).post(ADDRESS, {"request_id": "one"})
        assert page.status_code == 422
        assert page.context["form"].errors == {"file": ["Choose a file first."]}

    def test_a_file_above_the_cap_gets_a_clear_page(self, world: World, team: Team, settings: Settings) -> None:
        """Of a team's member that is the cap of submissions; of everybody else that of a form."""
        outsider = make_team(world.competition, world.ingrid, name="Staff")
        outsider.memberships.all().delete()
        large = b"x" * (settings.LARGEST_ROSTER + 1)
        assert post(browser_of(world.tariq), large).status_code == 413
        assert post(browser_of(world.alice), large).status_code == 302

    def test_without_a_team_nothing_is_taken(self, world: World) -> None:
        make_key(world.competition)
        page = post(browser_of(world.alice))
        assert (page.status_code, rows()) == (200, (0, 0, 0))
        assert "you are a team of one" in page.text


class TestShown:
    def test_a_newcomer_is_led_to_the_sample(self, world: World, team: Team) -> None:
        page = browser_of(world.alice).get(ADDRESS)
        assert page.context["head"] == "id,label\n1,0\n2,0"
        assert "Download the sample submission above and send it as it is." in page.text

    def test_who_has_not_accepted_the_rules_is_led_to_them(self, world: World, team: Team) -> None:
        page = browser_of(world.bob).get(ADDRESS)
        assert page.context["obstacle"].url_name == "competition-rules"
        assert page.context["head"] == ""
        assert "sample_submission.csv" not in page.text

    def test_seats_and_deadline_are_the_teams(self, world: World, team: Team) -> None:
        send(team, world.alice)
        later = world.competition.closes_at + timedelta(days=2)
        Extension.objects.create(team=team, closes_at=later, reason="Ill.", given_by=world.ingrid)
        context = browser_of(world.alice).get(ADDRESS).context
        assert (context["seats"].left, context["deadline"]) == (4, {"label": "Closes for your team", "at": later})

    def test_after_the_close_it_is_practice(self, world: World, team: Team) -> None:
        with travel(world.competition.closes_at, tick=False):
            assert "It has closed: this is practice." in shown(world.alice)

    def test_the_list_tells_what_became_of_each(self, world: World, team: Team) -> None:
        accept_rules(world.bob, world.competition)
        states = (WorkState.DONE, WorkState.REFUSED, WorkState.FAILED, WorkState.QUEUED)
        for number, state in enumerate(states):
            make_submission(team, world.alice, content_of(number), state=state, value=0.51239)
        page = browser_of(world.bob).get(ADDRESS)
        assert [line.state for line in page.context["lines"]] == ["queued", "failed", "refused", "done"]
        assert [line.score for line in page.context["lines"]] == ["", "", "", "0.5123"]

    def test_one_line_or_three_cost_the_same(self, world: World, team: Team) -> None:
        make_submission(team, world.alice, content_of(0))
        one = self.queries(world.alice)
        for number in (1, 2):
            make_submission(team, world.bob, content_of(number))
        assert self.queries(world.alice) == one

    def queries(self, user: User) -> int:
        browser = browser_of(user)
        with CaptureQueriesContext(connection) as captured:
            browser.get(ADDRESS)
        return len(captured)

    def test_staff_are_sent_to_their_own_list(self, world: World, team: Team) -> None:
        assert "/teach/c/wines/submissions/" in shown(world.tariq)

    def test_another_teams_files_are_not_in_it(self, world: World, team: Team) -> None:
        make_submission(make_team(world.competition, world.ingrid, name="Others"), world.ingrid)
        assert list(browser_of(world.alice).get(ADDRESS).context["lines"]) == []


class TestRail:
    def piece(self, user: User) -> str:
        return browser_of(user).get("/c/wines/submit/rail/", headers={"HX-Request": "true"}).text

    def test_it_says_what_is_left_today(self, world: World, team: Team) -> None:
        send(team, world.alice)
        told = " ".join(self.piece(world.alice).split())
        assert "Left today</dt> <dd> 4 of 5 </dd>" in told
        assert "Best public score</dt> <dd> none yet </dd>" in told

    def test_who_is_on_no_team_sees_nothing_of_it(self, world: World, team: Team) -> None:
        assert self.piece(world.tariq).strip() == ""

    def test_asked_for_as_a_page_it_leads_to_one(self, world: World, team: Team) -> None:
        assert browser_of(world.alice).get("/c/wines/submit/rail/").headers["Location"] == ADDRESS
