"""A class that sends files to a real site, and goes on until each is acknowledged, whatever dies meanwhile."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from tests.factories import predictions
from tests.faults.crashing.sitecustomize import SWITCH
from tests.faults.sending_in import SLUG
from tests.faults.site import Site, within

CRASHING = Path(__file__).parent / "crashing"
PATIENCE = 60  # seconds until everything must be final again, without a human
BOUNDARY = "a-file-of-predictions"


def crashing_site(var: Path, **environment: str) -> Site:
    path = os.pathsep.join(filter(None, [str(CRASHING), os.environ.get("PYTHONPATH")]))
    return Site(var, PYTHONPATH=path, **{SWITCH: "1"}, **environment)


def form(content: bytes, request: str) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="request_id"\r\n\r\n{request}\r\n'.encode(),
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="again"\r\n\r\ntrue\r\n'.encode(),
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="predictions.csv"\r\n\r\n'.encode(),
        content,
        f"\r\n--{BOUNDARY}--\r\n".encode(),
    ]
    return b"".join(parts)


@dataclass
class Contest:
    site: Site
    secrets: list[str] = field(default_factory=list)
    acknowledged: dict[str, int] = field(default_factory=dict)  # from a request to its submission
    right: dict[str, tuple[int, int]] = field(default_factory=dict)  # from a request to its team and its right rows

    def begin(self, teams: int, *values: str) -> None:
        deed = f"from tests.faults.sending_in import contest; contest{(teams, *values)}"
        done = self.site.manage("shell", "--verbosity", "0", "-c", deed)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        self.secrets = json.loads(done.stdout)

    def send(self, team: int, right: int, request: str) -> int:
        """As a careful program does: the same request again until there is an answer to it."""
        content, deadline = predictions(public=right, private=right % 8), monotonic() + PATIENCE
        self.right[request] = team, right
        while monotonic() < deadline:
            status, told = self.post(team, content, request)
            if status in {200, 201}:
                self.acknowledged[request] = told["id"]
                return int(told["id"])
            assert status in {0, 429, 500, 502, 503}, (status, told)
            sleep(2 if status == 429 else 0.2)
        raise AssertionError(f"{request} was never acknowledged")

    def post(self, team: int, content: bytes, request: str) -> tuple[int, dict[str, Any]]:
        """Status 0 where the connection broke."""
        connection = HTTPConnection("127.0.0.1", self.site.port, timeout=10)
        headers = {
            "Authorization": f"Bearer {self.secrets[team]}",
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        }
        try:
            connection.request("POST", f"/api/v2/competitions/{SLUG}/submissions", form(content, request), headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        except (OSError, HTTPException, json.JSONDecodeError):
            return 0, {}
        finally:
            connection.close()

    def ask(self, query: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(self.site.var / "holdout.sqlite3", timeout=20)) as database:
            return database.execute(query, values).fetchall()

    def all_final(self) -> bool:
        return self.ask("SELECT count(*) FROM scoring_judgement WHERE state IN ('queued', 'running')") == [(0,)]

    def settles(self) -> bool:
        return within(PATIENCE, self.all_final)

    def crash_at(self, point: str) -> None:
        (self.site.var / "crashed-at").unlink(missing_ok=True)
        order = self.site.var / "crash-at.new"
        order.write_text(point)
        order.rename(self.site.var / "crash-at")

    def crashed(self) -> bool:
        return (self.site.var / "crashed-at").exists()
