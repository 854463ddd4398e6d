"""The cast around one competition, at one moment, with files in a folder of the test's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from competition.actions.files import add_data_file
from competition.actions.log import By
from competition.models.competitions import Competition, DataFile
from competition.models.courses import Course, Role
from competition.models.people import User
from competition.uploads import ReceivedFile
from tests.factories import NOW, accept_rules, enrol, make_competition, make_course, make_user

TRAIN = b"id,x,label\n" + b"".join(b"%d,%d,%d\n" % (n, n * 7, n % 3) for n in range(20_000))


def received(content: bytes, name: str = "train.csv") -> ReceivedFile:
    upload = ReceivedFile(name, "text/csv", None, None)
    upload.receive(content)
    return upload


@dataclass
class World:
    course: Course
    competition: Competition
    alice: User
    bob: User
    dana: User
    ingrid: User
    tariq: User

    def add_file(self, name: str = "train.csv", content: bytes = TRAIN) -> DataFile:
        upload = received(content, name)
        file = add_data_file(
            competition=self.competition, by=By(self.ingrid), upload=upload, name=name, about="rows", now=NOW
        )
        upload.close()
        return file


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def files(settings: Settings, tmp_path: Path) -> Path:
    settings.PUBLIC_FILES, settings.INCOMING_FILES = tmp_path / "public", tmp_path / "incoming"
    settings.INBOX_FILES, settings.ANSWER_FILES = tmp_path / "inbox", tmp_path / "answers"
    settings.SUBMISSION_FILES = tmp_path / "submissions"
    settings.INCOMING_FILES.mkdir()
    return tmp_path


@pytest.fixture
def world(db: None, files: Path) -> Iterator[World]:
    """Alice has accepted the rules, Bob has not; Dana takes another course."""
    with time_machine.travel(NOW, tick=False):
        course, elsewhere = make_course(), make_course("algebra", code="MA 101", title="Algebra")
        alice, bob, dana, ingrid, tariq = (make_user(name) for name in ("Alice", "Bob", "Dana", "Ingrid", "Tariq"))
        enrol(ingrid, course, Role.INSTRUCTOR)
        enrol(tariq, course, Role.ASSISTANT)
        enrol(alice, course)
        enrol(bob, course)
        enrol(dana, elsewhere)
        competition = make_competition(course, evaluation="By accuracy.", data_description="Nine columns.")
        accept_rules(alice, competition)
        yield World(course, competition, alice, bob, dana, ingrid, tariq)
