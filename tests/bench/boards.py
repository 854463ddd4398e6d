"""A board of many teams, laid into the database without uploads, and somebody who looks at it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.models import F
from django.utils import timezone

from competition.models.competitions import Competition
from competition.models.courses import Enrolment, Role
from competition.models.people import User
from scoring.models.boards import Board, RankAt, Standing
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission
from teams.models.teams import Membership, Team
from tests.factories import enrol, make_competition, make_course, make_user

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class MadeBoard:
    competition: Competition
    key: AnswerKey
    alice: User
    team: Team

    @classmethod
    def of(cls, teams: int) -> "MadeBoard":
        course = make_course()
        ingrid, alice = make_user("Ingrid"), make_user("Alice")
        enrol(ingrid, course, Role.INSTRUCTOR)
        mine = enrol(alice, course)
        competition = make_competition(course, now=timezone.now())
        key = AnswerKey.objects.create(
            competition=competition, version=1, metric="accuracy", sha256="0" * 64, size=1, active=True, made_by=ingrid
        )
        Board.objects.create(key=key, version=1)
        made = cls(competition, key, alice, fill(competition, key, mine, teams))
        analyze()
        return made

    def move(self) -> None:
        """As recording a score does."""
        Board.objects.filter(key=self.key).update(version=F("version") + 1)


def fill(competition: Competition, key: AnswerKey, mine: Enrolment, count: int) -> Team:
    """Alice's team stands in the middle."""
    chance, now = random.Random(7), timezone.now()
    teams = Team.objects.bulk_create([Team(competition=competition, name=f"Team {n}") for n in range(count)], 5000)
    members = enrolments(mine, count)
    Membership.objects.bulk_create(
        [
            Membership(team=team, competition=competition, enrolment=member, captain=True)
            for team, member in zip(teams, members, strict=True)
        ],
        5000,
    )
    sent = Submission.objects.bulk_create(
        [
            Submission(
                competition=competition, team=team, author=mine.user, file_name="p.csv", size=1, sha256="0" * 64,
                received_at=now - timedelta(seconds=n), request_id="1", seats_left=4,
            )
            for n, team in enumerate(teams)
        ],
        5000,
    )  # fmt: skip
    Standing.objects.bulk_create(
        [standing(key, submission, 0.99 - 0.5 * n / count, chance) for n, submission in enumerate(sent)], 5000
    )
    hour = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=24)
    RankAt.objects.bulk_create([RankAt(key=key, hour=hour, team=t, rank=n + 1) for n, t in enumerate(teams)], 5000)
    return teams[count // 2]


def enrolments(mine: Enrolment, count: int) -> list[Enrolment]:
    people = User.objects.bulk_create(
        [
            User(username=f"made-{n}", email=f"made-{n}@example.org", alias=f"Made {n}", name=f"Made {n}")
            for n in range(count - 1)
        ],
        5000,
    )
    made = [Enrolment(user=user, course=mine.course, name=user.name, roster_id=f"made-{user.pk}") for user in people]
    found = Enrolment.objects.bulk_create(made, 5000)
    return [*found[: count // 2], mine, *found[count // 2 :]]


def standing(key: AnswerKey, submission: Submission, value: float, chance: random.Random) -> Standing:
    history = sorted(value - chance.random() / 10 for _ in range(12))
    return Standing(
        key=key, team_id=submission.team_id, value=value, order=-value, reached_at=submission.received_at,
        submission=submission, low=value - 0.01, high=min(1.0, value + 0.01), entries=20,
        last_at=submission.received_at, history=history,
    )  # fmt: skip


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def getter(user: User) -> Callable[..., tuple[str, dict[str, str], bytes]]:
    """A browser that costs nothing: what is left is the site's own work."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    handler = WSGIHandler()

    def get(path: str, **headers: str) -> tuple[str, dict[str, str], bytes]:
        told: list[Any] = []

        def start(status: str, answered: list[tuple[str, str]], problem: Any = None, /) -> Callable[[bytes], object]:
            told.extend((status, dict(answered)))
            return told.append

        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "localhost",
            "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.input": BytesIO(), "wsgi.url_scheme": "http",
            "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost",
            "HTTP_COOKIE": f"sessionid={session.session_key}; csrftoken={'c' * 32}",
        }  # fmt: skip
        body = handler(environ | headers, start)
        return told[0], told[1], b"".join(body)

    return get
