"""A team has its files back for ever, byte for byte, and never as a page."""

import gzip
from datetime import timedelta

import pytest
import time_machine
from django.http.response import HttpResponseBase
from django.test import Client

from competition.places import Places
from competition.views import downloads
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.submissions import Submission
from tests.competition.views.test_downloads import content
from tests.competition.world import World, browser_of
from tests.factories import enrol, make_submission, make_user
from tests.scoring.reveals import Contest

CONTENT = b"id,label\n1,0\n2,<script>alert(1)</script>\n"
PROBLEM = {"category": "not_numeric", "message": "‘x’ is not a number.", "remedy": "Write one.", "row": 3, "id": "2"}
NEVER_A_PAGE = ("application/octet-stream", "nosniff", "private, no-cache")


@pytest.fixture
def contest(world: World) -> Contest:
    return Contest(world)


@pytest.fixture
def alice(contest: Contest) -> Client:
    return browser_of(contest.world.alice)


def refused_file(contest: Contest, data: bytes = CONTENT) -> Submission:
    made = make_submission(contest.pair, contest.world.alice, data, state=WorkState.REFUSED)
    Judgement.objects.update(problems={"problems": [PROBLEM], "counts": {"not_numeric": 1}})
    return made


def address(submission: Submission, what: str = "file") -> str:
    return f"/c/wines/submissions/{submission.pk}/{what}/"


def kept_from_being_a_page(answer: HttpResponseBase) -> bool:
    headers = answer.headers
    told = (headers["Content-Type"], headers["X-Content-Type-Options"], headers["Cache-Control"])
    return told == NEVER_A_PAGE and headers["Content-Disposition"].startswith("attachment;")


class TestTheFile:
    def test_comes_back_byte_for_byte(self, contest: Contest, alice: Client) -> None:
        answer = alice.get(address(refused_file(contest)))
        assert (answer.status_code, content(answer)) == (200, CONTENT)
        assert answer.headers["Content-Disposition"] == 'attachment; filename="predictions.csv"'

    @pytest.mark.parametrize("what", ["file", "annotated"])
    def test_is_never_shown_as_a_page(self, contest: Contest, alice: Client, what: str) -> None:
        for answer in (
            alice.get(address(refused_file(contest), what)),
            alice.head(address(refused_file(contest), what)),
        ):
            content(answer)
            assert kept_from_being_a_page(answer)

    def test_goes_on_where_it_broke_off(self, contest: Contest, alice: Client) -> None:
        answer = alice.get(address(refused_file(contest)), headers={"Range": "bytes=3-7"})
        assert (answer.status_code, content(answer)) == (206, CONTENT[3:8])

    def test_stays_when_all_is_over_and_for_whom_joined_later(self, contest: Contest) -> None:
        made = refused_file(contest)
        eve = make_user("Eve")
        contest.pair.memberships.create(
            competition=contest.competition, enrolment=enrol(eve, contest.world.course), captain=False
        )
        with time_machine.travel(contest.close + timedelta(days=300), tick=False):
            assert content(browser_of(eve).get(address(made))) == CONTENT

    def test_is_not_for_whom_has_left_the_team(self, contest: Contest) -> None:
        made = refused_file(contest)
        contest.pair.memberships.filter(enrolment__user=contest.world.bob).update(left_at=contest.close)
        assert browser_of(contest.world.bob).get(address(made)).status_code == 404

    @pytest.mark.parametrize("what", ["file", "annotated"])
    def test_takes_a_place_and_gives_it_back(
        self, contest: Contest, alice: Client, monkeypatch: pytest.MonkeyPatch, what: str
    ) -> None:
        places = Places(in_all=1, for_each=1)
        monkeypatch.setattr(downloads, "places", places)
        made = refused_file(contest)
        first = alice.get(address(made, what))
        assert alice.get(address(made, what)).status_code == 429
        assert content(first)
        first.close()
        assert places.taken.total() == 0


class TestTheAnnotatedFile:
    def test_has_the_problem_beside_its_line(self, contest: Contest, alice: Client) -> None:
        answer = alice.get(address(refused_file(contest), "annotated"))
        lines = content(answer).decode("utf-8-sig").splitlines()
        assert lines == [
            "what is wrong,id,label",
            ",1,0",
            "‘x’ is not a number. Write one.,2,<script>alert(1)</script>",
        ]
        assert answer.headers["Content-Disposition"] == 'attachment; filename="predictions-annotated.csv"'

    def test_of_a_packed_one_is_the_list_of_problems(self, contest: Contest, alice: Client) -> None:
        answer = alice.get(address(refused_file(contest, gzip.compress(CONTENT)), "annotated"))
        lines = content(answer).decode("utf-8-sig").splitlines()
        assert lines == ["line,column,id,what is wrong,what to do", "3,,2,‘x’ is not a number.,Write one."]
        assert answer.headers["Content-Disposition"] == 'attachment; filename="predictions-problems.csv"'

    def test_is_there_for_refused_files_alone(self, contest: Contest, alice: Client) -> None:
        scored = make_submission(contest.pair, contest.world.alice)
        assert alice.get(address(scored, "annotated")).status_code == 404
