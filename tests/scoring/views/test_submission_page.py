"""The page of one submission: where it is, what it is worth, what is wrong with it, and whether it is picked."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from competition.models.people import User
from scoring.models.claimable import WorkState
from scoring.models.finals import Pick
from scoring.models.judgements import Judgement
from scoring.models.submissions import Submission, Voiding
from scoring.rules.picks import ALL_TAKEN, FROZEN
from tests.competition.world import World, browser_of
from tests.factories import make_submission
from tests.scoring.reveals import Contest

PROBLEM = {
    "category": "missing_id",
    "message": "The id ‘17’ is missing.",
    "remedy": "Give exactly one row for each id of the sample submission.",
}
ROW_PROBLEM = {
    "category": "not_numeric",
    "message": "‘abc’ is not a number.",
    "remedy": "Write a number.",
    "row": 3,
    "column": "label",
    "id": "2",
}


@pytest.fixture
def contest(world: World) -> Contest:
    return Contest(world)


@pytest.fixture
def alice(contest: Contest) -> Client:
    return browser_of(contest.world.alice)


def sent(contest: Contest, **fields: Any) -> Submission:
    return make_submission(contest.pair, contest.world.alice, **fields)


def refused_file(contest: Contest, *problems: Mapping[str, Any]) -> Submission:
    submission = sent(contest, state=WorkState.REFUSED)
    told = {"problems": list(problems), "counts": Counter(problem["category"] for problem in problems)}
    Judgement.objects.filter(submission=submission).update(problems=told)
    return submission


def address(submission: Submission, ending: str = "") -> str:
    return f"/c/wines/submissions/{submission.pk}/{ending}"


def words(browser: Client, submission: Submission, ending: str = "") -> str:
    return " ".join(strip_tags(browser.get(address(submission, ending)).text).split())


class TestTheWay:
    def test_of_a_scored_file_has_the_time_of_each_step(self, contest: Contest, alice: Client) -> None:
        said = words(alice, sent(contest))
        assert "Uploaded 10:00:00 CDT Checked whole, and in time Queued it was its turn Scored 10:00:00 CDT" in said

    def test_is_asked_for_each_second_until_there_is_a_result(self, contest: Contest, alice: Client) -> None:
        waiting, scored = sent(contest, state=WorkState.QUEUED), sent(contest)
        assert f'hx-get="{address(waiting, "status/")}"' in alice.get(address(waiting)).text
        for ending in ("", "status/"):
            assert "hx-get" not in alice.get(address(scored, ending)).text

    def test_says_the_result_aloud_once_it_is_there(self, contest: Contest, alice: Client) -> None:
        htmx = {"HX-Request": "true", "HX-Trigger": "submission-now"}
        aloud = 'hx-swap-oob="innerHTML:#live"'
        waiting, scored = sent(contest, state=WorkState.QUEUED), sent(contest, value=0.87795)
        assert aloud not in alice.get(address(waiting, "status/"), headers=htmx).text
        assert f"<div {aloud}>Scored: 0.8779</div>" in alice.get(address(scored, "status/"), headers=htmx).text
        assert aloud not in alice.get(address(scored)).text
        again = {
            "HX-Request": "true",
            "HX-Trigger": "scored",
        }  # the card asks on for the gain, and need not say it twice
        assert aloud not in alice.get(address(scored, "status/"), headers=again).text

    def test_tells_the_place_in_line(self, contest: Contest, alice: Client) -> None:
        files = [sent(contest, state=WorkState.QUEUED) for _ in range(3)]
        assert "Queued 3rd in line Scored" in words(alice, files[2])


class TestAScore:
    def test_is_cut_to_the_digits_of_the_competition(self, contest: Contest, alice: Client) -> None:
        submission = sent(contest, value=0.877999)
        Judgement.objects.update(low=0.80129, high=0.92229)
        page = alice.get(address(submission)).text
        assert "0.8779" in page
        assert "0.8012 to 0.9222" in page
        assert "0.87799" not in page

    def test_is_held_against_the_best_before(self, contest: Contest, alice: Client) -> None:
        first = sent(contest, value=0.5)
        second = sent(contest, value=0.75, at=first.received_at + timedelta(minutes=1))
        assert "+0.2500 Better than your best before it." in words(alice, second)
        gain = {"against": first.pk, "difference": 0.25, "low": 0.1, "high": 0.4}
        Judgement.objects.filter(submission=second).update(gain=gain)
        assert "Better than your best before it, and by more than chance." in words(alice, second)
        Judgement.objects.filter(submission=second).update(gain=gain | {"low": -0.1})
        assert "but it may be chance" in words(alice, second)

    def test_is_asked_on_for_a_moment_whether_its_gain_is_chance(self, contest: Contest, alice: Client) -> None:
        first = sent(contest, value=0.5)
        second = sent(contest, value=0.75, at=first.received_at + timedelta(minutes=1))
        with time_machine.travel(second.received_at + timedelta(seconds=5), tick=False):
            card = alice.get(address(second)).text.split('id="scored"')[1].split(">")[0]
            assert f'hx-get="{address(second, "status/")}"' in card
            Judgement.objects.filter(submission=second).update(
                gain={"against": first.pk, "difference": 0.25, "low": 0.1, "high": 0.4}
            )
            assert [alice.get(address(each)).text.count("hx-get") for each in (first, second)] == [0, 0]
        Judgement.objects.filter(submission=second).update(gain=None)  # the rows do not tell
        with time_machine.travel(second.received_at + timedelta(seconds=30), tick=False):
            assert alice.get(address(second)).text.count("hx-get") == 0

    def test_has_its_private_half_once_the_results_are_out(self, contest: Contest, alice: Client) -> None:
        best = contest.send(contest.pair, 0.75, 0.612399)
        worse = contest.send(contest.pair, 0.5, 0.4)
        worst = contest.send(contest.pair, 0.25, 0.9)  # two stand in where nothing is picked
        assert "On the private rows" not in words(alice, best)
        with time_machine.travel(contest.close + timedelta(minutes=1), tick=False):
            contest.reveal()
            alice = browser_of(contest.world.alice)
            assert "On the private rows: 0.6123 decided" in words(alice, best)
            assert "On the private rows: 0.4000 The final board" in words(alice, worse)
            assert "On the private rows" not in words(alice, worst)

    def test_of_a_file_taken_out_of_the_count_says_why(self, contest: Contest, alice: Client) -> None:
        submission = sent(contest)
        Voiding.objects.create(submission=submission, reason="Copied.", by=contest.world.ingrid)
        assert "Not counted The staff took it out of the count: Copied." in words(alice, submission)

    def test_of_a_late_file_is_practice(self, contest: Contest, alice: Client) -> None:
        assert "Its score is for practice" in words(alice, sent(contest, at=contest.close))


class TestARefusal:
    def test_is_loud_and_says_what_to_mend(self, contest: Contest, alice: Client) -> None:
        said = words(alice, refused_file(contest, ROW_PROBLEM, PROBLEM))
        assert "Not counted The file was refused. It takes none of your submissions of the day" in said
        assert "3 2 label ‘abc’ is not a number. Write a number." in said
        assert "What is wrong with it not a number: 1 missing id: 1 " in said

    def test_shows_the_first_twenty_and_counts_all(self, contest: Contest, alice: Client) -> None:
        problems = [ROW_PROBLEM | {"row": line} for line in range(2, 32)]
        page = alice.get(address(refused_file(contest, *problems))).text
        assert page.count("‘abc’ is not a number.") == 20
        assert "These are 20 of 30 problems." in page

    def test_of_ours_blames_nobody_else(self, contest: Contest, alice: Client) -> None:
        assert "This is our fault, not that of your file." in words(alice, sent(contest, state=WorkState.FAILED))


class TestPicking:
    def pick(self, browser: Client, submission: Submission, **values: object) -> str:
        answer = browser.post(address(submission, "pick/"), values, follow=True)
        return " ".join(strip_tags(answer.text).split())

    def test_goes_into_the_first_free_slot_and_back(self, contest: Contest, alice: Client) -> None:
        submission = sent(contest)
        assert "predictions.csv is pick 1." in self.pick(alice, submission)
        assert list(Pick.objects.values_list("slot", "submission")) == [(1, submission.pk)]
        assert "predictions.csv is not picked any more." in self.pick(alice, submission, back="1")
        assert not Pick.objects.exists()

    def test_replaces_what_is_in_the_slot_that_is_named(self, contest: Contest, alice: Client) -> None:
        files = [sent(contest) for _ in range(3)]
        for file in files[:2]:
            self.pick(alice, file)
        assert ALL_TAKEN in self.pick(alice, files[2])
        self.pick(alice, files[2], slot="2")
        assert list(Pick.objects.values_list("slot", "submission")) == [(1, files[0].pk), (2, files[2].pk)]

    @pytest.mark.parametrize("slot", ["0", "-1", "two", "²", "99999999999999"])
    def test_into_a_slot_that_there_is_not_is_refused(self, contest: Contest, alice: Client, slot: str) -> None:
        assert "There is no such pick." in self.pick(alice, sent(contest), slot=slot)

    def test_ends_at_the_close(self, contest: Contest, alice: Client) -> None:
        submission = sent(contest)
        with time_machine.travel(contest.close, tick=False):
            browser = browser_of(contest.world.alice)
            assert FROZEN in self.pick(browser, submission)
            assert "Pick this file" not in browser.get(address(submission)).text

    def test_is_for_the_team_alone(self, contest: Contest) -> None:
        submission = sent(contest)
        people = (contest.world.bob, contest.world.tariq, contest.charlie, contest.world.dana)
        assert [self.status(person, submission) for person in people] == [302, 403, 404, 404]

    def status(self, person: User, submission: Submission) -> int:
        return browser_of(person).post(address(submission, "pick/")).status_code


class TestAccess:
    @pytest.mark.parametrize("ending", ["", "status/", "file/", "annotated/"])
    def test_is_for_the_team_and_the_staff(self, contest: Contest, ending: str) -> None:
        world, submission = contest.world, refused_file(contest, PROBLEM)
        people = (world.alice, world.bob, world.tariq, world.ingrid, contest.charlie, world.dana)
        answers = [browser_of(person).get(address(submission, ending)) for person in people]
        for answer in answers:
            answer.close()
        assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 404, 404]

    def test_staff_see_no_form(self, contest: Contest) -> None:
        assert "Final picks" not in browser_of(contest.world.ingrid).get(address(sent(contest))).text

    def test_costs_as_much_with_many_files_as_with_one(self, contest: Contest, alice: Client) -> None:
        counts = []
        for number in (1, 3):
            newest = [sent(contest) for _ in range(number)][-1]
            with CaptureQueriesContext(connection) as queries:
                alice.get(address(newest))
            counts.append(len(queries))
        assert counts[0] == counts[1]
