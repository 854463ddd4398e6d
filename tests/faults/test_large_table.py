"""A large table through a real site: the web processes hand it on without ever holding it, and the page says how far
the worker is."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from time import sleep

import pytest

from tests.faults.site import Site, members, read, within

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")

MEGABYTE = 1_000_000
SIZE = 100 * MEGABYTE
MOST_GROWTH = 20 * MEGABYTE
PAGE = "/teach/c/wines/opening/"
DO = "from tests.faults.bringing_in import {deed}; {deed}()"
HEADER = b"bean,size,hue,weight,kind\n"
BOUNDARY = "of-one-part-and-the-next"
TOKEN = "t" * 32


def rows(size: int) -> Iterator[bytes]:
    """CSV in pieces of about a megabyte, never whole in this process either."""
    yield HEADER
    sent, number = len(HEADER), 0
    while sent < size:
        lines = [
            b"%d,%d.25,%d,0.5,%s\n" % (n, n % 97, n % 7, (b"red", b"black")[n % 2])
            for n in range(number, number + 40_000)
        ]
        piece = b"".join(lines)
        number, sent = number + len(lines), sent + len(piece)
        yield piece


def part(name: str, more: str = "") -> bytes:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode()


@dataclass
class Ingrid:
    site: Site
    cookie: str
    web: list[int] = field(default_factory=list)
    most: int = 0

    def ask(self, method: str, body: Iterator[bytes] | None = None, **headers: str) -> tuple[int, str]:
        connection = HTTPConnection("localhost", self.site.port, timeout=120)
        cookies = f"sessionid={self.cookie}; csrftoken={TOKEN}"
        connection.request(method, PAGE, body, {"Cookie": cookies, "X-CSRFToken": TOKEN} | headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        return answer.status, page

    def send(self, size: int) -> int:
        before = part("role") + b"labelled\r\n" + part("file", '; filename="beans.csv"')
        after = f"\r\n--{BOUNDARY}--\r\n".encode()
        length = sum(len(piece) for piece in rows(size)) + len(before) + len(after)

        def body() -> Iterator[bytes]:
            yield before
            for piece in rows(size):
                self.look()
                yield piece
            yield after

        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self.ask("POST", body(), **{"Content-Type": kind, "Content-Length": str(length)})[0]

    def look(self) -> None:
        self.most = max([self.most, *(resident(pid) for pid in self.web)])

    def progress(self) -> tuple[int, str]:
        """As the page asks for itself; 100 once nothing is under way."""
        self.look()
        page = self.ask("GET", None, **{"HX-Request": "true"})[1]
        found = re.search(r'<progress[^>]*value="(\d+)"', page)
        return (int(found[1]) if found else 100), page


def resident(pid: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+) kB", read(pid, "status"))
    return int(found[1]) * 1024 if found else 0


@pytest.fixture
def ingrid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ingrid]:
    site = Site(tmp_path_factory.mktemp("site"))
    assert site.manage("prepare").returncode == 0
    site.start()
    site.manage("shell", "--verbosity", "0", "-c", DO.format(deed="draft"))
    cookie = site.manage("shell", "--verbosity", "0", "-c", DO.format(deed="session")).stdout.strip()
    yield Ingrid(site, cookie)
    site.end()


def test_a_hundred_megabytes_of_train_data_leave_the_web_processes_as_they_were(ingrid: Ingrid) -> None:
    assert ingrid.send(MEGABYTE) == 302
    assert within(60, lambda: "What was understood" in ingrid.progress()[1]), ingrid.site.said()
    for _ in range(20):  # so that each process has answered before it is looked at
        ingrid.progress()
    ingrid.web = members(ingrid.site.main_process("web"))
    ingrid.look()
    before = ingrid.most
    assert ingrid.send(SIZE) == 302
    seen: list[tuple[int, str]] = []
    while not seen or seen[-1][0] < 100:
        seen.append(ingrid.progress())
        sleep(0.2)  # as often as it is written
    page = seen[-1][1]
    assert "What was understood" in page
    assert ingrid.most - before < MOST_GROWTH
    percents = [percent for percent, _ in seen]
    assert percents == sorted(percents)
    assert len({*percents}) > 3
    assert any("Reading beans.csv" in told for _, told in seen)
