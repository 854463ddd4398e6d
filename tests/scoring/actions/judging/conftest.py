from pathlib import Path

import pytest

from competition.models.competitions import Competition
from competition.models.courses import Role
from scoring.models.keys import AnswerKey
from teams.models.teams import Team
from tests.factories import enrol, make_competition, make_course, make_key, make_team, make_user


@pytest.fixture
def competition(db: None, files: Path) -> Competition:
    course = make_course()
    enrol(make_user("Ingrid"), course, Role.INSTRUCTOR)
    return make_competition(course)


@pytest.fixture
def key(competition: Competition) -> AnswerKey:
    return make_key(competition)


@pytest.fixture
def team(competition: Competition) -> Team:
    """Alice and Bob."""
    alice, bob = make_user("Alice"), make_user("Bob")
    for user in (alice, bob):
        enrol(user, competition.course)
    return make_team(competition, alice, bob)


@pytest.fixture
def other_team(competition: Competition) -> Team:
    charlie = make_user("Charlie")
    enrol(charlie, competition.course)
    return make_team(competition, charlie)
