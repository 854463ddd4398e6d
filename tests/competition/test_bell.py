import socket
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from competition import bell
from competition.bell import ring
from competition.tasks import send_mail
from tests.faults.site import Site, free_port


@pytest.fixture(autouse=True)
def bell_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bell, "_quiet_until", 0.0)


@pytest.fixture
def messages(settings: Settings) -> Path:
    for message in settings.BROKER_FOLDER.glob("*.live.msg"):
        message.unlink()
    folder: Path = settings.BROKER_FOLDER
    return folder


@pytest.mark.django_db(transaction=True)
def test_the_bell_rings_after_the_commit_and_not_before(messages: Path) -> None:
    with transaction.atomic():
        ring(send_mail)
        assert list(messages.glob("*.live.msg")) == []
    assert len(list(messages.glob("*.live.msg"))) == 1


@pytest.mark.django_db(transaction=True)
def test_a_rollback_rings_no_bell(messages: Path) -> None:
    with transaction.atomic():
        ring(send_mail)
        transaction.set_rollback(True)
    assert list(messages.glob("*.live.msg")) == []


ASK = """
import kombu.transport.redis  # what a busy machine takes to load it is no wait for the broker
from time import monotonic
from competition.bell import ring
from competition.tasks import send_mail
for _ in range(2):
    start = monotonic()
    ring(send_mail)
    print(round(monotonic() - start, 2))
"""


def ring_twice(tmp_path: Path, broker: str) -> tuple[list[float], str]:
    """In a process of its own, where nothing has met the broker yet."""
    done = Site(tmp_path, HOLDOUT_BROKER=broker).manage("shell", "--verbosity", "0", "-c", ASK)
    return [float(line) for line in done.stdout.split()], done.stderr


def test_a_broker_that_is_away_delays_nobody_and_is_said_once(tmp_path: Path) -> None:
    waited, said = ring_twice(tmp_path, f"redis://127.0.0.1:{free_port()}/0")
    assert max(waited) < 0.5
    assert said.count("the broker is away (OperationalError); the sweep will take care of") == 1


def test_a_broker_that_accepts_and_never_answers_delays_the_first_only(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        waited, said = ring_twice(tmp_path, f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
    assert waited[0] < 2.5
    assert waited[1] < 0.05
    assert said.count("the broker is away") == 1
