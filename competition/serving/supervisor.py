from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from types import FrameType

from competition.serving import groups, warden
from competition.serving.child import Child
from competition.serving.commands import Part

GRACE = 7.0  # seconds for work in hand when we are asked to stop; an idle Celery pool takes five of them
PATIENCE = 2.0  # seconds between the word and the axe for a group whose leader is dead
LOOK_EVERY = 0.1
_printing = Lock()


def say(name: str, line: str) -> None:
    """One writer at a time; a reader that went away (`make run | head`) must not end the site."""
    try:
        with _printing:
            sys.stdout.write(f"{name:<5} | {line}\n")
            sys.stdout.flush()
    except (BrokenPipeError, ValueError):
        return


class Supervisor:
    def __init__(self, parts: list[Part]) -> None:
        self.children = [Child(part, say) for part in parts]
        self.stopping = False
        self.warden: subprocess.Popen[str] | None = None

    def run(self) -> None:
        groups.adopt_orphans()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        try:
            while not self.stopping:
                self.look()
                sleep(LOOK_EVERY)
        finally:
            self.end()

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def look(self) -> None:
        self.keep_warden()
        for child in self.children:
            if child.died():
                group = child.group
                child.bury(PATIENCE)
                self.tell_warden(f"-{group}")
            if child.due and not self.stopping:
                child.start()
                self.tell_warden(f"+{child.group}")

    def keep_warden(self) -> None:
        if self.warden and self.warden.poll() is None:
            return
        self.warden = subprocess.Popen(  # noqa: S603 - our own file
            [sys.executable, "-I", "-S", str(Path(warden.__file__))],
            stdin=subprocess.PIPE,
            text=True,
            bufsize=1,
            start_new_session=True,
        )
        for child in self.children:
            if child.process:
                self.tell_warden(f"+{child.group}")

    def tell_warden(self, line: str) -> None:
        assert self.warden
        assert self.warden.stdin
        try:
            self.warden.stdin.write(f"{line}\n")
            self.warden.stdin.flush()
        except BrokenPipeError:
            return  # it died; the next look starts another and tells it everything

    def end(self) -> None:
        say("serve", "stopping …")
        for child in self.children:
            child.ask_to_stop()
        deadline = monotonic() + GRACE
        while monotonic() < deadline and not all(child.gone() for child in self.children):
            sleep(LOOK_EVERY)
        left = [child.group for child in self.children if not child.gone()]
        for group in left:
            groups.send(group, signal.SIGKILL)
        for group in left:
            groups.gone_within(group, 1)
        if self.warden and self.warden.stdin:
            for child in self.children:
                self.tell_warden(f"-{child.group}")
            self.warden.stdin.close()
            self.warden.wait()
        say("serve", "stopped.")
