"""What happens when processes die, with real processes and real signals."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.site import Site, members, within
from tests.mail_server import MailServer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
SEND = "from django.core.mail import send_mail; send_mail({subject!r}, 'Hello', None, ['alice@example.org'])"


@pytest.fixture(scope="module")
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, mail_server: MailServer) -> Site:
    site = Site(tmp_path_factory.mktemp("site"), HOLDOUT_MAIL=f"smtp://127.0.0.1:{mail_server.port}")
    done = site.manage("prepare")
    assert (done.returncode, done.stderr) == (0, "")
    return site


@pytest.fixture(scope="module")
def running(prepared: Site) -> Iterator[Site]:
    prepared.start()
    yield prepared
    prepared.end()


def test_a_task_rung_on_commit_reaches_the_live_worker(running: Site, mail_server: MailServer) -> None:
    assert running.manage("shell", "-c", SEND.format(subject="Rung")).returncode == 0
    assert within(3, lambda: any("Subject: Rung" in mail for mail in mail_server.mails))


@pytest.mark.parametrize("part", ["web", "live", "sweep", "beat"])
def test_a_killed_child_is_replaced_within_ten_seconds_and_leaves_no_orphan(running: Site, part: str) -> None:
    old = running.main_process(part)
    os.kill(old, signal.SIGKILL)
    last_pulse = running.newest_pulse(part)

    def replaced() -> bool:
        lives = part == "web" or running.newest_pulse(part) > last_pulse
        return lives and running.main_process(part) not in {0, old} and running.answers()

    assert within(10, replaced), running.said()
    assert members(old) == []
    assert f"{part} died (killed by SIGKILL); what was left of it is ended, and it starts again" in running.said()


def test_after_the_kills_work_is_done_as_before(running: Site, mail_server: MailServer) -> None:
    assert running.manage("shell", "-c", SEND.format(subject="Again")).returncode == 0
    assert within(5, lambda: any("Subject: Again" in mail for mail in mail_server.mails))
    assert [mail.count("Subject: Rung") for mail in mail_server.mails] == [1, 0]


def test_a_port_in_use_is_one_sentence_with_the_remedy_and_starts_nothing(running: Site) -> None:
    other = Site(running.var / "other", HOLDOUT_PORT=str(running.port))
    done = other.manage("serve")
    assert done.returncode == 1
    assert done.stdout == ""
    remedy = f"Port {running.port} is already in use; choose another: HOLDOUT_PORT=8001 make run"
    assert done.stderr == f"CommandError: {remedy}\n"
    assert other.processes() == []


def test_ctrl_c_stops_everything_within_ten_seconds(running: Site) -> None:
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(timeout=10) == 0
    assert running.processes() == []


def test_a_killed_supervisor_takes_everything_with_it(prepared: Site) -> None:
    prepared.start()
    groups = [prepared.main_process(part) for part in ("web", "live", "sweep", "beat")]
    prepared.process.kill()
    prepared.process.wait()
    assert within(5, lambda: not prepared.processes() and not any(members(group) for group in groups))


def test_a_broken_setting_is_one_sentence(tmp_path: Path) -> None:
    done = Site(tmp_path, HOLDOUT_ROLE="king").manage("serve")
    assert done.returncode == 1
    assert done.stderr == "Holdout cannot start: HOLDOUT_ROLE is 'king'; it must be owner, web or worker.\n"
