"""Whom the instructor's pages of a course let in, and what a long list costs there."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from competition.actions.announcements import announce
from competition.actions.invitations import create_invitation
from competition.actions.log import By, record
from competition.models.courses import Course, Enrolment, Invitation, Role, RosterImport
from competition.models.people import User
from tests.competition.views.teaching.rosters import make_import
from tests.competition.world import browser_of
from tests.factories import enrol, make_competition, make_course, make_user

pytestmark = pytest.mark.django_db


PAGES = [
    "teach-course",
    "teach-course-settings",
    "teach-people",
    "teach-people-file",
    "teach-invitations",
    "roster",
    "teach-announcements",
    "log",
]
READ_ONLY = {"teach-course", "teach-people", "teach-people-file", "log"}
ASSISTANTS_WRITE = {"teach-announcements"}


@pytest.mark.parametrize("name", PAGES)
class TestWhoGetsIn:
    def test_staff_of_the_course_see_the_page(self, name: str, course: Course, ingrid: User, tariq: User) -> None:
        for member in (ingrid, tariq):
            assert browser_of(member).get(reverse(name, args=[course.slug])).status_code == 200

    def test_everybody_else_meets_the_answer_of_a_missing_course(
        self, name: str, course: Course, alice: Enrolment, ingrid: User
    ) -> None:
        olga, dana = make_user("Olga"), make_user("Dana")
        other = make_course("ml-2026")
        enrol(olga, other, Role.INSTRUCTOR)
        enrol(dana, other)
        dropped = enrol(make_user("Fred"), course, Role.INSTRUCTOR, active=False).user
        for user in (alice.user, olga, dana, dropped):
            client = browser_of(user)
            own, missing = (client.get(reverse(name, args=[slug])) for slug in (course.slug, "no-such-course"))
            assert (own.status_code, missing.status_code) == (404, 404)

    def test_assistants_change_nothing_but_announcements(self, name: str, course: Course, tariq: User) -> None:
        expected = 405 if name in READ_ONLY else 422 if name in ASSISTANTS_WRITE else 403
        assert browser_of(tariq).post(reverse(name, args=[course.slug])).status_code == expected


def test_assistants_decide_on_no_roster_and_withdraw_no_link(course: Course, ingrid: User, tariq: User) -> None:
    staged = make_import(course, ingrid)
    made = create_invitation(
        course=course, by=By(ingrid), role="student", email="", most_uses=1, expires_at=timezone.now() + timedelta(1)
    )
    assistant = browser_of(tariq)
    assert assistant.get(reverse("roster-import", args=[course.slug, staged.pk])).status_code == 200
    for name, pk in (("roster-apply", staged.pk), ("roster-discard", staged.pk), ("invitation-revoke", made.pk)):
        assert assistant.post(reverse(name, args=[course.slug, pk])).status_code == 403
    assert (RosterImport.objects.get().state, Invitation.objects.get().revoked_at) == ("staged", None)


def test_objects_of_another_course_are_missing(course: Course, as_ingrid: Client) -> None:
    other = make_course("ml-2026")
    olga = make_user("Olga")
    enrolment = enrol(olga, other, Role.INSTRUCTOR)
    staged = make_import(other, olga)
    made = create_invitation(
        course=other, by=By(olga), role="student", email="", most_uses=1, expires_at=timezone.now() + timedelta(1)
    )
    said = announce(course=other, competition=None, by=By(olga), title="Hello", text="", also_mail=False)
    for name, pk in (("teach-person", enrolment.pk), ("roster-import", staged.pk)):
        assert as_ingrid.get(reverse(name, args=[course.slug, pk])).status_code == 404
    for name, pk in (
        ("teach-person", enrolment.pk),
        ("roster-apply", staged.pk),
        ("roster-discard", staged.pk),
        ("invitation-revoke", made.pk),
        ("announcement-withdraw", said.pk),
    ):
        assert as_ingrid.post(reverse(name, args=[course.slug, pk])).status_code == 404


GROWING: dict[str, Callable[[Course, User, int], object]] = {
    "teach-people": lambda course, _, number: enrol(make_user(f"S{number}"), course, section="A"),
    "teach-course": lambda course, _, number: (
        make_competition(course, f"c{number}"),
        enrol(make_user(f"S{number}"), course),
    ),
    "log": lambda course, ingrid, number: record(
        by=By(ingrid), action="course changed", subject=str(number), course=course
    ),
    "teach-invitations": lambda course, ingrid, number: create_invitation(
        course=course,
        by=By(ingrid),
        role="student",
        email=f"s{number}@example.org",
        most_uses=1,
        expires_at=timezone.now() + timedelta(days=1 if number % 2 else -1),
    ),
    "teach-announcements": lambda course, ingrid, number: announce(
        course=course,
        competition=make_competition(course, f"c{number}"),
        by=By(ingrid),
        title="x",
        text="*y*",
        also_mail=False,
    ),
    "roster": lambda course, ingrid, number: make_import(course, ingrid),
    "teach": lambda course, ingrid, number: enrol(ingrid, make_course(f"c{number}"), Role.INSTRUCTOR),
}


@pytest.mark.parametrize("name", GROWING)
def test_a_longer_list_costs_no_more_queries(
    name: str, course: Course, as_ingrid: Client, ingrid: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse(name, args=[] if name == "teach" else [course.slug])
    GROWING[name](course, ingrid, 1)
    GROWING[name](course, ingrid, 2)
    as_ingrid.get(address)
    with CaptureQueriesContext(connection) as first:
        as_ingrid.get(address)
    for number in range(3, 7):
        GROWING[name](course, ingrid, number)
    with django_assert_num_queries(len(first)):
        as_ingrid.get(address)
