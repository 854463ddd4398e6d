"""U1 and U2: a real site on this machine's cores, which also carry the senders and the database. Idle, one upload after
the other; then the last minute before a deadline; then as much as it takes."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import numpy as np
import psycopg
import pytest

from tests.bench.conftest import Report
from tests.conftest import TEST_POSTGRES, TEST_REDIS, missing
from tests.faults.contest import Contest
from tests.faults.site import Site, all_processes, command_of, status_of, within

ROWS, DIFFERENT = 10_000, 20
TEAMS, FILES, MINUTE = 500, 3_000, 60.0
IDLE, FLOOD = 50, 1_500
DATABASE = "holdout_rush"
TICKS = os.sysconf("SC_CLK_TCK")
HEAD = ("", "accepted", "web p50", "web p95", "to score p50", "p95", "scored / s", "CPU ms a file", "database")
WAITED = {
    "sqlite": "SELECT (julianday(j.ended_at) - julianday(s.received_at)) * 86400",
    "postgresql": "SELECT extract(epoch FROM j.ended_at - s.received_at)",
}


def table(seed: int, *, usage: bool = False) -> bytes:
    dice = np.random.default_rng(seed)
    if usage:
        cells = zip(dice.integers(0, 2, ROWS).tolist(), dice.random(ROWS) < 0.3, strict=True)
        rows = (f"{row},{label},{'Public' if public else 'Private'}" for row, (label, public) in enumerate(cells))
        return "\n".join(["id,label,Usage", *rows, ""]).encode()
    rows = (f"{row},{chance:.6f}" for row, chance in enumerate(dice.random(ROWS).tolist()))
    return "\n".join(["id,label", *rows, ""]).encode()


@dataclass
class Rush:
    contest: Contest
    ask: Callable[[str], list[Any]]
    kind: str
    files: list[bytes]

    def send(self, number: int) -> tuple[int, float]:
        begun = perf_counter()
        status, _ = self.contest.post(number % TEAMS, self.files[number % DIFFERENT], f"file {number}")
        return status, perf_counter() - begun

    def scored(self) -> int:
        found: int = self.ask("SELECT count(*) FROM scoring_judgement WHERE state = 'done'")[0][0]
        return found

    def waited(self, newest: int) -> list[float]:
        """Seconds from the last byte to the score."""
        rows = self.ask(
            f"{WAITED[self.kind]} FROM scoring_judgement j JOIN scoring_submission s ON s.id = j.submission_id "
            f"ORDER BY s.id DESC LIMIT {newest}"
        )
        return sorted(float(row[0]) for row in rows)

    def cpu(self) -> tuple[float, float]:
        """Seconds of the site's processes and of the database's so far."""
        servers = [pid for pid in all_processes() if command_of(pid).startswith("postgres")]
        return spent(self.contest.site.processes()), spent(servers)

    def measured(self, name: str, deed: Callable[[], list[tuple[int, float]]]) -> list[str]:
        before, site, database, begun = self.scored(), *self.cpu(), perf_counter()
        sent = deed()
        count = len(sent)
        assert within(300, lambda: self.scored() == before + count), "not all was scored"
        took = perf_counter() - begun
        after_site, after_database = self.cpu()
        web, waited = sorted(seconds for _, seconds in sent), self.waited(count)
        return [
            name,
            f"{sum(status == 201 for status, _ in sent):,} of {count:,}",
            *(ms(quantile(web, share)) for share in (0.5, 0.95)),
            *(ms(quantile(waited, share)) for share in (0.5, 0.95)),
            f"{count / took:.0f}",
            f"{1000 * (after_site - site) / count:.1f}",
            f"{1000 * (after_database - database) / count:.1f}",
        ]


def spent(processes: list[int]) -> float:
    """With what their ended children have used."""
    fields = [status_of(pid) for pid in processes]
    return sum(int(each[place]) for each in fields if each for place in (11, 12, 13, 14)) / TICKS


def quantile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ms(seconds: float) -> str:
    return f"{1000 * seconds:,.0f} ms"


def in_a_minute(rush: Rush) -> list[tuple[int, float]]:
    """Nobody waits for anybody: each file is sent when its moment has come."""
    begun = perf_counter()

    def at_its_time(number: int) -> tuple[int, float]:
        sleep(max(0.0, begun + number * MINUTE / FILES - perf_counter()))
        return rush.send(IDLE + number)

    with ThreadPoolExecutor(64) as senders:
        return list(senders.map(at_its_time, range(FILES)))


def flood(rush: Rush) -> list[tuple[int, float]]:
    with ThreadPoolExecutor(16) as senders:
        return list(senders.map(rush.send, range(IDLE + FILES, IDLE + FILES + FLOOD)))


def one_by_one(rush: Rush) -> list[tuple[int, float]]:
    return [send_alone(rush, number) for number in range(IDLE)]


def send_alone(rush: Rush, number: int) -> tuple[int, float]:
    before = rush.scored()
    sent = rush.send(number)
    assert within(30, lambda: rush.scored() > before)
    sleep(0.05)
    return sent


@pytest.fixture(params=["a folder and SQLite", "Redis and PostgreSQL"])
def rush(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rush]:
    with_services = request.param.startswith("Redis")
    if with_services and (reason := missing("postgres") or missing("redis")):
        pytest.skip(reason)
    site = Site(tmp_path, HOLDOUT_LIVE_PROCESSES="2", **(services() if with_services else {}))
    done = site.manage("prepare")
    assert done.returncode == 0, done.stderr
    answers = tmp_path / "answers.csv"
    answers.write_bytes(table(0, usage=True))
    contest = Contest(site)
    contest.begin(TEAMS, str(answers), "auc")
    site.start()
    ask = partial(asked_of_postgres if with_services else asked_of_sqlite, site)
    yield Rush(
        contest, ask, "postgresql" if with_services else "sqlite", [table(seed + 1) for seed in range(DIFFERENT)]
    )
    site.end()


def services() -> dict[str, str]:
    with psycopg.connect(TEST_POSTGRES, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {DATABASE}")
    redis = TEST_REDIS.rsplit("/", 1)[0]
    return {
        "HOLDOUT_DATABASE": TEST_POSTGRES.rsplit("/", 1)[0] + f"/{DATABASE}",
        "HOLDOUT_BROKER": f"{redis}/13",
        "HOLDOUT_CACHE": f"{redis}/14",
    }


def asked_of_sqlite(site: Site, query: str) -> list[Any]:
    with closing(sqlite3.connect(site.var / "holdout.sqlite3", timeout=20)) as database:
        return database.execute(query).fetchall()


def asked_of_postgres(site: Site, query: str) -> list[Any]:
    with psycopg.connect(site.environment["HOLDOUT_DATABASE"]) as database:
        return database.execute(query.encode()).fetchall()


def test_the_last_minute(rush: Rush, report: Report, request: pytest.FixtureRequest) -> None:
    load = os.getloadavg()[0]
    rows = [
        rush.measured("idle, one by one", partial(one_by_one, rush)),
        rush.measured("3,000 files in a minute", partial(in_a_minute, rush)),
        rush.measured("1,500 files at once", partial(flood, rush)),
    ]
    name = request.node.callspec.params["rush"]
    report.table(f"U1, U2 with {name}; the load was {load:.1f} before", HEAD, rows)
