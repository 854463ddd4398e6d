from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from threading import Thread
from time import monotonic

from competition.serving import groups
from competition.serving.commands import Part

Say = Callable[[str, str], None]
LIVED_LONG_ENOUGH = 10.0  # seconds; a death before that counts as "at once", and the pause grows
LONGEST_PAUSE = 30.0


# Several workers share the cores: linear algebra on all of them took 15 to 31 ms where one thread takes 0.3.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}


class Child:
    """One of the four. It leads a process group of its own, which always ends as a whole before a new one starts."""

    def __init__(self, part: Part, say: Say) -> None:
        self.part = part
        self.say = say
        self.process: subprocess.Popen[str] | None = None
        self.pause = 0.0
        self.starts_at = 0.0
        self.started_at = 0.0

    @property
    def group(self) -> int:
        return self.process.pid if self.process else 0

    @property
    def due(self) -> bool:
        return self.process is None and monotonic() >= self.starts_at

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            self.part.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            env=ONE_THREAD | os.environ | {"HOLDOUT_ROLE": self.part.role, "PYTHONUNBUFFERED": "1"},
        )
        self.started_at = monotonic()
        Thread(target=self.pass_on, args=(self.process,), daemon=True).start()

    def pass_on(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        with process.stdout as lines:
            for line in filter(str.strip, lines):
                self.say(self.part.name, line.rstrip())

    def died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def bury(self, patience: float) -> None:
        """Called when the child itself is dead: end what it left behind, and plan the next start."""
        assert self.process
        reason = how_it_ended(self.process.returncode)
        groups.end(self.group, patience)
        lived = monotonic() - self.started_at
        self.pause = 0.0 if lived >= LIVED_LONG_ENOUGH else min(max(1.0, 2 * self.pause), LONGEST_PAUSE)
        self.starts_at = monotonic() + self.pause
        self.process = None
        when = f"in {self.pause:.0f} s" if self.pause else "at once"
        self.say(
            "serve", f"{self.part.name} died ({reason}); what was left of it is ended, and it starts again {when}."
        )

    def ask_to_stop(self) -> None:
        """Its main process only: a worker lets its pool finish what it holds."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def gone(self) -> bool:
        return self.process is None or (self.died() and not groups.anyone_left(self.group))


def how_it_ended(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
