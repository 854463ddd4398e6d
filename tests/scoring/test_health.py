"""What waits for its score, as monitors and staff hear of it."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from competition.actions.faults import keep_fault
from competition.actions.pulses import show_pulse
from competition.models.competitions import Competition
from competition.models.courses import Role
from competition.models.people import User
from competition.models.running import Pulse
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.submissions import Submission
from scoring.queries.waiting import files_waiting
from tests.competition.world import browser_of
from tests.factories import enrol, make_competition, make_course, make_key, make_submission, make_team, make_user

# The database is asked from another thread, which sees what is committed.
pytestmark = pytest.mark.django_db(transaction=True)
BANNER = {"HX-Request": "true"}


@pytest.fixture
def ingrid() -> User:
    return make_user("Ingrid")


@pytest.fixture
def competition(files: object, ingrid: User) -> Competition:
    course = make_course()
    enrol(ingrid, course, Role.INSTRUCTOR)
    made = make_competition(course, now=timezone.now())
    make_key(made)
    return made


@pytest.fixture
def pulses() -> None:
    for name in ("live@one", "sweep@one", "beat"):
        show_pulse(name=name)


def waits(competition: Competition, author: User, seconds: float = 0, state: str = WorkState.QUEUED) -> Submission:
    team = competition.teams.first() or make_team(competition, name="Pair")
    at = timezone.now() - timedelta(seconds=seconds)
    made = make_submission(team, author, at=at, state=state)
    Judgement.objects.filter(submission=made).update(queued_at=at)
    return made


def health(browser: Client) -> tuple[int, str, dict[str, int]]:
    answer = browser.get("/health")
    told = answer.json()
    return answer.status_code, told["parts"]["scoring"], told["waiting"]["scoring"]


def said(*arguments: str) -> tuple[int, str]:
    out, code = StringIO(), 0
    try:
        call_command("health", *arguments, stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, out.getvalue()


# --- What waits ---


@pytest.mark.parametrize("state", [WorkState.QUEUED, WorkState.RUNNING])
def test_what_is_not_final_waits(competition: Competition, ingrid: User, state: WorkState) -> None:
    waits(competition, ingrid, 7.5, state)
    found = files_waiting()
    assert found.count == 1
    assert 7.5 <= found.oldest < 17.5


@pytest.mark.parametrize("state", [WorkState.DONE, WorkState.REFUSED, WorkState.FAILED])
def test_what_is_final_does_not(competition: Competition, ingrid: User, state: WorkState) -> None:
    waits(competition, ingrid, 7.5, state)
    assert (files_waiting().count, files_waiting().oldest) == (0, 0)


def test_answers_that_are_only_tried_out_make_nobody_wait(competition: Competition, ingrid: User) -> None:
    waits(competition, ingrid, 100)
    make_key(competition)
    assert files_waiting().count == 0


# --- What monitors hear ---


@pytest.mark.usefixtures("pulses")
def test_a_short_queue_is_well_and_one_of_more_than_a_minute_is_not(competition: Competition, ingrid: User) -> None:
    waits(competition, ingrid, 5)
    code, state, waiting = health(Client())
    assert (code, state, waiting["count"]) == (200, "well", 1)
    waits(competition, ingrid, 61)
    code, state, waiting = health(Client())
    assert (code, waiting["count"]) == (503, 2)
    assert state == f"is behind: the oldest file waits for {waiting['oldest_seconds']} s"


@pytest.mark.usefixtures("pulses")
def test_strangers_hear_how_long_ago_an_error_was_and_not_what_it_was() -> None:
    keep_fault(part="scoring.tasks.judging", what="MemoryError in /srv/scoring/judging/verdict.py, line 7")
    answer = Client().get("/health")
    assert answer.json()["last_error_seconds_ago"] in range(10)
    assert (b"MemoryError" in answer.content, b"judging" in answer.content) == (False, False)


# --- What the command says ---


@pytest.mark.usefixtures("pulses")
def test_the_command_ends_with_0_when_all_is_well(competition: Competition, ingrid: User) -> None:
    waits(competition, ingrid, 3)
    keep_fault(part="scoring.tasks.judging", what="judgement 7 is given up")
    code, text = said()
    lines = dict(line.split("  ", maxsplit=1) for line in text.splitlines())
    assert (code, lines["database"].strip(), lines["scoring"].strip()) == (0, "well", "well")
    assert lines["waiting for scoring"].startswith("1, the oldest for ")
    assert (set(lines) >= {"live@one", "sweep@one", "beat"}, "judgement 7 is given up" in lines["last error"]) == (
        True,
        True,
    )


@pytest.mark.usefixtures("pulses")
def test_the_command_ends_with_1_when_a_worker_is_missing() -> None:
    Pulse.objects.filter(name="live@one").delete()
    code, text = said("--json")
    told = json.loads(text)
    assert (code, told["status"], told["parts"]["live worker"]) == (1, "unwell", "was never seen")
    assert (set(told["pulses"]), told["last_error"]) == ({"sweep@one", "beat"}, None)


# --- What the staff see ---


@pytest.mark.usefixtures("pulses")
def test_the_banner_is_empty_while_all_is_well(competition: Competition, ingrid: User) -> None:
    waits(competition, ingrid, 5)
    assert browser_of(ingrid).get("/teach/health/", headers=BANNER).text.strip() == ""


@pytest.mark.usefixtures("pulses")
def test_the_banner_says_that_scoring_is_behind(competition: Competition, ingrid: User) -> None:
    waits(competition, ingrid, 75), waits(competition, ingrid, 5)
    text = browser_of(ingrid).get("/teach/health/", headers=BANNER).text
    assert "Scoring is behind: 2 files wait, the oldest for 7" in text


@pytest.mark.usefixtures("pulses")
def test_the_banner_names_a_worker_that_is_gone(competition: Competition, ingrid: User) -> None:
    Pulse.objects.filter(name="sweep@one").update(at=timezone.now() - timedelta(seconds=90))
    text = browser_of(ingrid).get("/teach/health/", headers=BANNER).text
    assert "The sweep worker was last seen 9" in text


def test_students_have_no_such_page(competition: Competition) -> None:
    alice = make_user("Alice")
    enrol(alice, competition.course)
    assert browser_of(alice).get("/teach/health/").status_code == 404


def test_every_page_for_staff_asks_for_the_banner_and_no_student_s_does(competition: Competition, ingrid: User) -> None:
    pages = ["/teach/", "/teach/courses/dl-2026/", "/teach/c/wines/submissions/", "/", "/c/wines/"]
    asks = ['hx-get="/teach/health/"' in browser_of(ingrid).get(page).text for page in pages]
    assert asks == [True, True, True, False, False]


@pytest.mark.usefixtures("pulses")
def test_the_page_names_the_last_error_to_the_superuser_alone(competition: Competition, ingrid: User) -> None:
    keep_fault(part="scoring.tasks.judging", what="MemoryError in verdict.py, line 7")
    readers = [ingrid, make_user("Ruth", is_superuser=True)]
    assert ["MemoryError" in browser_of(one).get("/teach/health/").text for one in readers] == [False, True]


@pytest.mark.usefixtures("pulses")
def test_the_banner_costs_the_same_however_much_waits(
    competition: Competition, ingrid: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    waits(competition, ingrid, 75)
    browser = browser_of(ingrid)
    with CaptureQueriesContext(connection) as first:
        browser.get("/teach/health/", headers=BANNER)
    waits(competition, ingrid, 65), waits(competition, ingrid, 70)
    with django_assert_num_queries(len(first)):
        browser.get("/teach/health/", headers=BANNER)
