"""The page that tells a monitor, and `serve`, whether every part is well."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from competition import health
from competition.actions.pulses import forget_old_pulses, show_pulse
from competition.models.running import Pulse
from competition.queries.running import Vitals
from tests.factories import make_user
from tests.faults.site import free_port

PARTS = ("database", "broker", "live worker", "sweep worker", "beat", "clock", "scoring")
WELL = dict.fromkeys(PARTS, "well")
NUMBERS = {"waiting": {"scoring": {"count": 0, "oldest_seconds": 0}}, "last_error_seconds_ago": None}

# The database is asked from another thread, which sees what is committed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pulses() -> None:
    for name in ("live@one", "sweep@one", "beat"):
        show_pulse(name=name)


def aged(name: str, seconds: float) -> None:
    Pulse.objects.filter(name=name).update(at=timezone.now() - timedelta(seconds=seconds))


def test_all_is_well_when_every_pulse_is_fresh(client: Client, pulses: None) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "well", "parts": WELL} | NUMBERS)
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_a_stranger_with_a_stale_cookie_is_answered_too(client: Client, pulses: None) -> None:
    client.cookies["sessionid"] = "unknown"
    assert client.get("/health").status_code == 200


def test_before_any_worker_ran_the_answer_says_what_is_missing(client: Client) -> None:
    answer = client.get("/health")
    assert answer.status_code == 503
    assert (
        answer.json()
        == {
            "status": "unwell",
            "parts": WELL | dict.fromkeys(PARTS[2:5], "was never seen") | {"clock": "unknown without a pulse"},
        }
        | NUMBERS
    )


@pytest.mark.parametrize(
    ("pulse", "part"), [("live@one", "live worker"), ("sweep@one", "sweep worker"), ("beat", "beat")]
)
def test_a_part_not_seen_for_sixteen_seconds_is_unwell(client: Client, pulses: None, pulse: str, part: str) -> None:
    aged(pulse, 16)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json()["parts"] == WELL | {part: "was last seen 16 s ago"}


def test_a_worker_that_moved_to_another_machine_leaves_no_alarm_behind(client: Client, pulses: None) -> None:
    show_pulse(name="live@two")
    aged("live@one", 3600)
    assert client.get("/health").json()["parts"] == WELL


def test_no_name_of_a_machine_is_told(client: Client, pulses: None) -> None:
    aged("live@one", 3600)
    assert b"@" not in client.get("/health").content


def test_a_database_that_refuses_is_said_within_the_limit(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Vitals:
        raise DatabaseError

    monkeypatch.setattr(health, "vitals", refuse)
    answer = client.get("/health")
    unknown = dict.fromkeys(PARTS[2:], "unknown without the database")
    assert answer.status_code == 503
    assert answer.json()["parts"] == {"database": "does not answer", "broker": "well"} | unknown


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database that takes the question and never answers, until the test is over."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        monkeypatch.setattr(health, "vitals", lambda: theirs.recv(1))
        yield
        ours.send(b"x")


def test_a_database_that_hangs_is_said_within_the_limit(client: Client, stuck: None) -> None:
    start = monotonic()
    answers = [client.get("/health") for _ in range(2)]
    assert monotonic() - start < 2 * health.DATABASE_LIMIT + 1
    assert [answer.json()["parts"]["database"] for answer in answers] == ["does not answer", "does not answer"]


def test_a_clock_a_second_off_is_a_fault(client: Client, pulses: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "vitals", lambda: Vitals({"live@one": 1, "sweep@one": 1, "beat": 1}, 1.26))
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json()["parts"] == WELL | {"clock": "web and database differ by 1.3 s"}


def test_a_redis_that_is_away_is_said(client: Client, pulses: None, settings: Settings) -> None:
    settings.BROKER_URL = f"redis://127.0.0.1:{free_port()}/0"
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json()["parts"] == WELL | {"broker": "does not answer"}


@pytest.mark.redis
def test_a_redis_that_answers_is_well(client: Client, pulses: None, settings: Settings, redis_url: str) -> None:
    settings.BROKER_URL = redis_url
    assert client.get("/health").json()["parts"] == WELL


def test_a_folder_that_is_gone_is_said(client: Client, pulses: None, settings: Settings, tmp_path: Path) -> None:
    settings.BROKER_FOLDER = tmp_path / "gone"
    assert client.get("/health").json()["parts"] == WELL | {"broker": "its folder can't be written"}


def test_pulses_older_than_a_day_are_forgotten(pulses: None) -> None:
    aged("live@one", 86_500)
    aged("beat", 86_300)
    assert forget_old_pulses() == 1
    assert set(Pulse.objects.values_list("name", flat=True)) == {"beat", "sweep@one"}


def test_a_signed_in_person_gets_the_same_answer(client: Client, pulses: None) -> None:
    client.force_login(make_user("Alice"))
    assert client.get("/health").json() == {"status": "well", "parts": WELL} | NUMBERS
