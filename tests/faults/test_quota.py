"""A limit of five, twenty files at the same moment, two web processes: by both databases."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from secrets import token_hex
from threading import Barrier
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.conftest import TEST_POSTGRES
from tests.factories import predictions
from tests.faults.contest import BOUNDARY, form
from tests.faults.sending_in import SLUG
from tests.faults.site import Site

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
LIMIT, AT_ONCE = 5, 20
ADDRESS = f"/api/v2/competitions/{SLUG}/submissions"
BEGIN = "from tests.faults.sending_in import contest; contest({rounds}, daily_limit={limit})"


class Rush:
    def __init__(self, site: Site, rounds: int) -> None:
        self.site = site
        done = site.manage("shell", "--verbosity", "0", "-c", BEGIN.format(rounds=rounds, limit=LIMIT))
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        self.secrets: list[str] = json.loads(done.stdout)

    def ask(self, method: str, secret: str, body: bytes = b"") -> tuple[int, dict[str, object], str]:
        connection = HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        headers = {"Authorization": f"Bearer {secret}", "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        try:
            connection.request(method, ADDRESS, body, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read()), answer.headers["Retry-After"] or ""
        finally:
            connection.close()

    def at_once(self, secret: str) -> list[tuple[int, dict[str, object], str]]:
        start = Barrier(AT_ONCE)

        def send(number: int) -> tuple[int, dict[str, object], str]:
            body = form(predictions(number % 12, number % 7), f"request-{number}")
            start.wait()
            return self.ask("POST", secret, body)

        with ThreadPoolExecutor(AT_ONCE) as threads:
            return list(threads.map(send, range(AT_ONCE)))


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/site/holdout.sqlite3"
        return
    name = f"quota_{token_hex(6)}"
    with psycopg.connect(TEST_POSTGRES, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    yield urlsplit(TEST_POSTGRES)._replace(path=f"/{name}").geturl()
    with psycopg.connect(TEST_POSTGRES, autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def site(address: str, tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "site").mkdir()
    site = Site(tmp_path / "site", HOLDOUT_DATABASE=address, HOLDOUT_WEB_PROCESSES="2")
    assert site.manage("prepare").returncode == 0
    site.start()
    yield site
    site.end()


@pytest.mark.parametrize("rounds", [3, pytest.param(100, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("address", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_of_twenty_files_at_once_five_are_accepted(site: Site, rounds: int) -> None:
    rush = Rush(site, rounds)
    for secret in rush.secrets:
        answers = rush.at_once(secret)
        assert Counter(status for status, _, _ in answers) == {201: LIMIT, 429: AT_ONCE - LIMIT}, site.said()
        assert all(0 < int(wait) <= 25 * 60 * 60 for status, _, wait in answers if status == 429)
        left = sorted(told["seats_left"] for status, told, _ in answers if status == 201)  # type: ignore[type-var]
        assert left == list(range(LIMIT))
        assert rush.ask("GET", secret)[1]["count"] == LIMIT
