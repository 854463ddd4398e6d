"""A competition copied for another term: what comes along, and what does not."""

from collections.abc import Callable
from datetime import date

import pytest

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.competitions import Announcement, Competition, RulesAcceptance
from competition.models.courses import Course, Role
from competition.models.log import LogEntry
from scoring.actions.placing import copy_competition
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.openings import Opening, Task
from scoring.opening.plan import FileRole
from scoring.queries.jobs import unfinished_job
from tests.competition.world import World, browser_of
from tests.factories import enrol, make_course, make_key, make_submission, make_team
from tests.scoring.actions.draft import Draft


@pytest.fixture
def spring(world: World) -> Course:
    course = make_course("dl-2027", term="Spring 2027", first_day=date(2027, 1, 11), last_day=date(2027, 5, 7))
    enrol(world.ingrid, course, Role.INSTRUCTOR)
    return course


def copied(draft: Draft, course: Course, slug: str = "beans-2027") -> Competition:
    return copy_competition(competition=draft.competition, course=course, by=draft.by, slug=slug)


def test_texts_limits_rules_and_files_come_along(draft: Draft, spring: Course) -> None:
    draft.send("probe.csv", b"bean,kind\n2,red\n", FileRole.PROBE, expected=0.5)
    draft.up_to_the_checklist()
    copy, original = copied(draft, spring), draft.competition
    same = ("title", "tagline", "description", "evaluation", "data_description", "daily_limit", "team_size", "digits")
    assert [getattr(copy, name) for name in same] == [getattr(original, name) for name in same]
    assert [(rules.number, rules.text) for rules in copy.rules_versions.all()] == [(1, "Play fair.")]
    told = ("name", "about", "size", "sha256")
    assert list(copy.data_files.values_list(*told)) == list(original.data_files.values_list(*told))
    sent = ("role", "name", "size", "sha256", "expected")
    opening = Opening.objects.get(competition=copy)
    assert list(opening.files.values_list(*sent)) == list(draft.opening.files.values_list(*sent))
    kept = ("way", "understood", "choices", "made")
    assert [getattr(opening, name) for name in kept] == [getattr(draft.opening, name) for name in kept]
    judged = ("version", "metric", "parameters", "columns", "sha256", "size", "rows", "active")
    keys = [AnswerKey.objects.filter(competition=each).values_list(*judged).get() for each in (original, copy)]
    assert keys[0] == keys[1]


def test_people_publication_and_announcements_stay(world: World, spring: Course) -> None:
    """Alice has accepted the rules of the original."""
    world.add_file()
    copy = copy_competition(competition=world.competition, course=spring, by=By(world.ingrid), slug="wines-2027")
    assert copy.published_at is None
    assert not RulesAcceptance.objects.filter(rules__competition=copy).exists()
    assert not Announcement.objects.filter(competition=copy).exists()
    assert not copy.date_changes.exists()


def test_its_checklist_is_gone_through_anew(draft: Draft, spring: Course) -> None:
    draft.up_to_the_checklist()
    draft.checked()
    opening = Opening.objects.get(competition=copied(draft, spring))
    job = unfinished_job(opening)
    assert (opening.checklist, opening.checked_for) == (None, "")
    assert job
    assert (job.task, job.asked_by) == (Task.CHECK, draft.ingrid)


def test_it_goes_on_with_the_step_that_the_original_stood_before(draft: Draft, spring: Course) -> None:
    tasks = []
    steps: list[Callable[[], object]] = [lambda: None, draft.send, draft.inspected, draft.chosen]
    for number, step in enumerate(steps):
        step()
        job = unfinished_job(Opening.objects.get(competition=copied(draft, spring, f"copy-{number}")))
        tasks.append(job and job.task)
    assert tasks == [None, Task.INSPECT, None, Task.MAKE]


def test_it_leaves_one_line_in_the_other_course(draft: Draft, spring: Course) -> None:
    draft.up_to_the_checklist()
    before = len(draft.lines())
    copied(draft, spring)
    (line,) = LogEntry.objects.order_by("id")[before:]
    assert (line.action, line.subject, line.course) == ("competition copied", "beans-2027", spring)
    assert line.after == {"from": "beans", "weeks_later": 20, "files": 2, "sent": 1}


def test_an_address_that_is_taken_copies_nothing(draft: Draft, spring: Course) -> None:
    with pytest.raises(RefusedError, match="This address is taken") as refused:
        copied(draft, spring, "beans")
    assert refused.value.field == "slug"
    assert not Competition.objects.filter(course=spring).exists()


class TestThePage:
    def test_offers_the_courses_that_the_person_leads(self, world: World, spring: Course) -> None:
        page = browser_of(world.ingrid).get("/teach/c/wines/copy/").text
        assert "CS 501 · Deep Learning, Spring 2027" in page
        assert "Algebra" not in page

    def test_leads_to_the_dates_of_the_copy(self, world: World, spring: Course) -> None:
        answer = browser_of(world.ingrid).post("/teach/c/wines/copy/", {"course": spring.pk, "slug": "wines-2027"})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/teach/c/wines-2027/dates/")
        assert Competition.objects.get(slug="wines-2027").course == spring

    @pytest.mark.parametrize("slug", ["wines", "a b", ""])
    def test_asks_for_another_address(self, world: World, spring: Course, slug: str) -> None:
        answer = browser_of(world.ingrid).post("/teach/c/wines/copy/", {"course": spring.pk, "slug": slug})
        assert answer.status_code == 422
        assert not Competition.objects.filter(course=spring).exists()

    def test_copies_into_no_course_of_somebody_else(self, world: World) -> None:
        elsewhere = Course.objects.get(slug="algebra")
        answer = browser_of(world.ingrid).post("/teach/c/wines/copy/", {"course": elsewhere.pk, "slug": "wines-2027"})
        assert answer.status_code == 422
        assert not Competition.objects.filter(course=elsewhere).exists()


def test_teams_and_what_they_sent_stay(world: World, spring: Course) -> None:
    make_key(world.competition)
    make_submission(make_team(world.competition, world.alice, name="Pair"), world.alice)
    copy = copy_competition(competition=world.competition, course=spring, by=By(world.ingrid), slug="wines-2027")
    assert (copy.teams.count(), copy.submissions.count(), copy.answer_keys.count()) == (0, 0, 1)
    assert not Judgement.objects.filter(key__competition=copy).exists()
