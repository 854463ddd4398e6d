"""A worker is killed in the middle of an opening, with real processes and a real signal: another does it, once."""

import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from tests.faults.site import Site, members, within

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
DO = "from tests.faults.bringing_in import {deed}; {deed}()"
DONE_AGAIN = 15  # seconds after the restart: a lease of 6, a sweep every 5, and the work itself


class Opened:
    """The site's own database, asked beside the site."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def ask(self, query: str, *values: str) -> list[Any]:
        with closing(sqlite3.connect(self.site.var / "holdout.sqlite3", timeout=5)) as database:
            return database.execute(query, values).fetchall()

    def does(self, deed: str) -> None:
        done = self.site.manage("shell", "--verbosity", "0", "-c", DO.format(deed=deed))
        assert (done.returncode, done.stderr) == (0, "")

    def job(self, task: str) -> tuple[str, int, int]:
        """Its state, its attempts, and how far it is."""
        found = self.ask("SELECT state, attempts, percent FROM scoring_job WHERE task = ?", task)
        return found[0] if found else ("", 0, 0)

    def in_the_middle(self, task: str) -> bool:
        state, _, percent = self.job(task)
        return state == "running" and percent > 0

    def log(self, action: str) -> int:
        count: int = self.ask("SELECT count(*) FROM competition_logentry WHERE action = ?", action)[0][0]
        return count


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    site = Site(tmp_path_factory.mktemp("site"))
    assert site.manage("prepare").returncode == 0
    site.start()
    opened = Opened(site)
    opened.does("draft")
    yield opened
    site.end()


def kill_the_live_worker(site: Site) -> None:
    """The one that works, and the one that would start it anew: nothing of them can say goodbye."""
    old = site.main_process("live")
    for process in members(old):
        os.kill(process, signal.SIGKILL)
    assert within(10, lambda: site.main_process("live") not in {0, old}), site.said()


@pytest.mark.parametrize(("deed", "task"), [("send", "inspect"), ("decide", "make")])
def test_a_worker_killed_in_the_middle_loses_nothing(opened: Opened, deed: str, task: str) -> None:
    opened.does(deed)
    assert within(20, lambda: opened.in_the_middle(task)), opened.job(task)
    kill_the_live_worker(opened.site)
    assert opened.job(task)[:2] == ("running", 1)
    assert within(DONE_AGAIN, lambda: opened.job(task)[0] == "done"), opened.site.said()
    assert opened.job(task) == ("done", 2, 100)


def test_what_they_worked_out_is_there_once(opened: Opened) -> None:
    assert within(60, lambda: opened.job("check")[0] == "done"), opened.site.said()
    told = ("opening's files understood", "competition's files made", "file added")
    assert [opened.log(action) for action in told] == [1, 1, 3]
    assert opened.ask("SELECT count(*), sum(active) FROM scoring_answerkey") == [(1, 1)]
    assert opened.ask("SELECT count(*) FROM competition_datafile") == [(3,)]
    assert opened.ask("SELECT checklist IS NOT NULL FROM scoring_opening") == [(1,)]
