"""A real site on a free port, in a folder of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep

MANAGE = Path(__file__).parents[2] / "manage.py"
START = 60  # seconds; a busy machine takes its time to load everything
PARTS = {
    "web": "granian",
    "live": "--queues live",
    "sweep": "--queues sweep",
    "beat": "beat --schedule",
    "warden": "warden",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Site:
    def __init__(self, var: Path, **environment: str) -> None:
        self.var = var
        self.port = free_port()
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("HOLDOUT_", "DJANGO_"))},
            "HOLDOUT_VAR": str(var),
            "HOLDOUT_PORT": str(self.port),
            "HOLDOUT_SECRET_KEY": "of-a-test-and-long-enough-to-be-taken-for-a-real-one-0123456789",
            "HOLDOUT_PUBLIC_URL": f"http://localhost:{self.port}",
            "HOLDOUT_MAIL_FROM": "holdout@example.org",
            "HOLDOUT_LIVE_PROCESSES": "1",
            **environment,
        }

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(MANAGE), *arguments]
        return subprocess.run(command, env=self.environment, text=True, capture_output=True, timeout=60, check=False)

    def start(self) -> None:
        with (self.var / "serve.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(MANAGE), "serve"],
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if not within(START, self.well):
            self.end()
            raise AssertionError(self.said())

    def said(self) -> str:
        return (self.var / "serve.log").read_text()

    def get(self, path: str) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, HTTPException):
            return 0, b""
        finally:
            connection.close()

    def well(self) -> bool:
        status, body = self.get("/health")
        return status == 200 and json.loads(body)["status"] == "well"

    def answers(self) -> bool:
        return self.well() and self.get("/account/login/")[0] == 200

    def newest_pulse(self, part: str) -> str:
        """Of a worker or of beat, as written in the database."""
        with closing(sqlite3.connect(self.var / "holdout.sqlite3", timeout=5)) as database:
            found = database.execute("SELECT max(at) FROM competition_pulse WHERE name LIKE ?", [f"{part}%"]).fetchone()
        return str(found[0])

    def main_process(self, part: str) -> int:
        """The one that leads its group; 0 while there is none."""
        return next((pid for pid in self.processes() if group_of(pid) == pid and PARTS[part] in command_of(pid)), 0)

    def processes(self) -> list[int]:
        """Everything alive that was started with this site's folder, whoever its parent is now."""
        marker = f"HOLDOUT_VAR={self.var}\0"
        return [pid for pid in all_processes() if marker in read(pid, "environ") and not is_zombie(pid)]

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        within(5, lambda: not self.processes())
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)


def within(seconds: float, holds: Callable[[], object]) -> bool:
    deadline = monotonic() + seconds
    while not holds():
        if monotonic() > deadline:
            return False
        sleep(0.1)
    return True


def all_processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(errors="replace")
    except OSError:
        return ""


def command_of(pid: int) -> str:
    return read(pid, "cmdline").replace("\0", " ")


def status_of(pid: int) -> list[str]:
    """What follows the name in /proc/<pid>/stat: state, parent, group, …"""
    return read(pid, "stat").rpartition(") ")[2].split()


def group_of(pid: int) -> int:
    return int((status_of(pid) or ["", "", "0"])[2])


def is_zombie(pid: int) -> bool:
    return status_of(pid)[:1] in ([], ["Z"])


def members(group: int) -> list[int]:
    return [pid for pid in all_processes() if group_of(pid) == group and not is_zombie(pid)]
