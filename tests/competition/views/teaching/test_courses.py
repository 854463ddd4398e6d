"""The courses that somebody teaches, and the first page of one."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from competition.models.courses import Course, Enrolment, Role
from competition.models.log import LogEntry
from competition.models.people import User
from tests.competition.world import browser_of
from tests.factories import enrol, make_competition, make_course, make_user

pytestmark = pytest.mark.django_db


class TestCourses:
    def test_the_list_holds_what_one_teaches_with_numbers(
        self, course: Course, as_ingrid: Client, ingrid: User, alice: Enrolment
    ) -> None:
        enrol(make_user("Bob"), course, active=False)
        make_competition(course)
        make_course("ml-2026")
        enrol(ingrid, make_course("nlp-2026", code="CS 999"))
        (found,) = as_ingrid.get(reverse("teach")).context["courses"]
        assert (found.slug, found.students, found.running, found.own_role) == ("dl-2026", 1, 1, "instructor")

    def test_students_have_no_such_page(self, alice: Enrolment) -> None:
        assert [browser_of(alice.user).get(reverse(name)).status_code for name in ("teach", "course-new")] == [404, 404]

    def test_the_superuser_opens_the_first_course_and_leads_it(self) -> None:
        ruth = make_user("Ruth", is_superuser=True)
        client = browser_of(ruth)
        assert "New course" in client.get(reverse("teach")).text
        answer = client.post(reverse("course-new"), course_values())
        assert answer.headers["Location"] == reverse("teach-course", args=["dl-2027"])
        assert Enrolment.objects.get(user=ruth).role == Role.INSTRUCTOR

    def test_an_assistant_opens_none(self, tariq: User) -> None:
        assert browser_of(tariq).get(reverse("course-new")).status_code == 403

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"slug": "dl-2026"}, "slug"),
            ({"slug": "new"}, "slug"),
            ({"slug": "a b"}, "slug"),
            ({"zone": "Chicago"}, "zone"),
            ({"last_day": "2026-01-01"}, "last_day"),
            ({"first_day": "soon"}, "first_day"),
            ({"mail_domain": "me@uni.edu"}, "mail_domain"),
            ({"title": ""}, "title"),
        ],
    )
    def test_a_wrong_value_is_said_beside_its_field(self, as_ingrid: Client, wrong: dict[str, str], field: str) -> None:
        answer = as_ingrid.post(reverse("course-new"), course_values() | wrong)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
        assert Course.objects.count() == 1

    def test_settings_are_changed_and_told(self, course: Course, as_ingrid: Client) -> None:
        address = reverse("teach-course-settings", args=[course.slug])
        answer = as_ingrid.post(address, course_values() | {"mail_domain": "@Uni.edu"})
        assert answer.headers["Location"] == reverse("teach-course-settings", args=["dl-2027"])
        entry = LogEntry.objects.get()
        assert (entry.action, entry.before["slug"], entry.after["slug"]) == ("course changed", "dl-2026", "dl-2027")
        assert entry.after["mail_domain"] == "uni.edu"

    def test_a_refused_form_does_not_rename_the_page(self, course: Course, as_ingrid: Client) -> None:
        answer = as_ingrid.post(
            reverse("teach-course-settings", args=[course.slug]), course_values() | {"code": "CS 666", "title": ""}
        )
        assert (answer.status_code, answer.context["course"].code) == (422, "CS 501")

    def test_a_new_zone_is_warned_about_once_competitions_exist(self, course: Course, as_ingrid: Client) -> None:
        address = reverse("teach-course-settings", args=[course.slug])
        assert "stay the same instants" not in as_ingrid.get(address).text
        make_competition(course)
        assert "stay the same instants" in as_ingrid.get(address).text


def course_values() -> dict[str, str]:
    return {
        "code": "CS 501",
        "title": "Deep Learning",
        "term": "Spring 2027",
        "slug": "dl-2027",
        "zone": "Europe/Berlin",
        "first_day": "2027-01-11",
        "last_day": "2027-05-07",
        "mail_domain": "",
    }


class TestOverview:
    def test_an_empty_course_says_what_to_do(self, course: Course, as_ingrid: Client) -> None:
        context = as_ingrid.get(reverse("teach-course", args=[course.slug])).context
        assert [(step.title, step.done) for step in context["steps"]] == [
            ("Import the roster", False),
            ("Make a competition", False),
            ("Publish it", False),
        ]
        assert context["next_step"].title == "Import the roster"

    def test_numbers_and_who_has_not_been_here(self, course: Course, as_ingrid: Client, alice: Enrolment) -> None:
        User.objects.filter(pk=alice.user_id).update(last_login=timezone.now())
        bob = enrol(make_user("Bob"), course, section="B")
        enrol(make_user("Charlie"), course, active=False)
        make_competition(course, now=timezone.now())
        context = as_ingrid.get(reverse("teach-course", args=[course.slug])).context
        assert {name: context[name] for name in ("students", "dropped", "staff", "sections", "open_now")} == {
            "students": 2,
            "dropped": 1,
            "staff": 1,
            "sections": 2,
            "open_now": 1,
        }
        assert [enrolment.pk for enrolment in context["waiting"]] == [bob.pk]
        assert (context["next_step"], context["next_card"].next.field) == (None, "teams_lock_at")
