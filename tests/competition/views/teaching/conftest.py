"""A course with its staff and a student, for the instructor's pages about it."""

import pytest
from django.test import Client

from competition.models.courses import Course, Enrolment, Role
from competition.models.people import User
from tests.competition.world import browser_of
from tests.factories import enrol, make_course, make_user


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def ingrid(course: Course) -> User:
    ingrid = make_user("Ingrid")
    enrol(ingrid, course, Role.INSTRUCTOR)
    return ingrid


@pytest.fixture
def tariq(course: Course) -> User:
    tariq = make_user("Tariq")
    enrol(tariq, course, Role.ASSISTANT)
    return tariq


@pytest.fixture
def alice(course: Course) -> Enrolment:
    return enrol(make_user("Alice"), course, section="A")


@pytest.fixture
def as_ingrid(ingrid: User) -> Client:
    return browser_of(ingrid)
