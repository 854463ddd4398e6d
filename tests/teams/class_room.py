"""Three students who have accepted the rules, their teachers, and a competition whose teams are still open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine

from competition.actions.log import By
from competition.models.competitions import Competition
from competition.models.courses import Course, Enrolment, Role
from competition.models.log import LogEntry
from competition.models.people import User
from scoring.models.submissions import Submission
from teams.actions.founding import found
from teams.actions.joining import join
from teams.actions.links import invite
from teams.models.teams import Membership, Team
from teams.queries.members import members
from tests.factories import NOW, accept_rules, enrol, make_competition, make_course, make_user

LOCKED = NOW + timedelta(days=10)
CLOSED = NOW + timedelta(days=20)


@dataclass
class ClassRoom:
    course: Course
    competition: Competition
    alice: User
    bob: User
    charlie: User
    ingrid: User

    @property
    def staff(self) -> By:
        return By(self.ingrid)

    def enrolment(self, user: User) -> Enrolment:
        return Enrolment.objects.get(user=user, course=self.course)

    def member(self, user: User) -> int:
        return Membership.objects.get(enrolment__user=user, left_at=None).pk

    def founded(self, user: User, name: str = "Night Owls") -> Team:
        return found(competition=self.competition, by=By(user), name=name, now=NOW)

    def joined(self, user: User, team: Team) -> None:
        captain = members(team)[0].enrolment.user
        join(invitation=invite(team=team, by=By(captain), days=7, now=NOW), by=By(user), now=NOW)


def make_class_room() -> ClassRoom:
    course = make_course()
    ingrid, *students = (make_user(name) for name in ("Ingrid", "Alice", "Bob", "Charlie"))
    enrol(ingrid, course, Role.INSTRUCTOR)
    competition = make_competition(course)
    for student in students:
        enrol(student, course)
        accept_rules(student, competition)
    alice, bob, charlie = students
    return ClassRoom(course, competition, alice, bob, charlie, ingrid)


@pytest.fixture
def room(db: None) -> Iterator[ClassRoom]:
    with time_machine.travel(NOW, tick=False):
        yield make_class_room()


def on(team: Team) -> list[str]:
    """Who is on it, the captain first."""
    return [member.enrolment.user.name for member in members(team)]


def sends_a_file(team: Team, author: User) -> None:
    Submission.objects.create(
        competition=team.competition,
        team=team,
        author=author,
        file_name="a.csv",
        size=3,
        sha256="a" * 64,
        received_at=NOW,
        request_id="1",
        seats_left=4,
    )


def log() -> list[tuple[str, str]]:
    """What was done to whom, newest first."""
    return list(LogEntry.objects.order_by("-id").values_list("action", "subject"))
