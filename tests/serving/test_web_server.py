"""The web server itself, in front of a few lines that are not Django."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import pytest
from django.conf import settings

from competition.serving.commands import web
from tests.faults.site import all_processes, free_port, group_of, is_zombie, read, within

MEGABYTE = 1_000_000
APPLICATION = """
import json, os

def resident():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS"))

def application(environ, start_response):
    if environ["PATH_INFO"] == "/download":
        start_response("200 OK", [("Content-Length", str(300_000_000))])
        return (b"x" * 1_000_000 for _ in range(300))
    before, size = resident(), 0
    while part := environ["wsgi.input"].read(65536):
        size += len(part)
    told = {"path": environ["PATH_INFO"], "range": environ.get("HTTP_RANGE"), "size": size, "pid": os.getpid(),
            "grown": (resident() - before) * 1024, "host": environ["HTTP_HOST"]}
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(told).encode()]
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Started by the site's own command; only the application is another one."""
    folder = tmp_path_factory.mktemp("application")
    (folder / "small.py").write_text(APPLICATION)
    port = free_port()
    changes = {"competition.config.wsgi:application": "small:application", str(settings.PORT): str(port)}
    command = [changes.get(word, word) for word in web()]
    server = subprocess.Popen(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(folder)}, start_new_session=True)
    assert within(10, lambda: listens(port))
    yield port
    server.terminate()
    assert server.wait(timeout=10) == 0
    assert [pid for pid in all_processes() if group_of(pid) == server.pid and not is_zombie(pid)] == []


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ask(port: int, method: str, target: str, body: Any = None, **headers: str) -> dict[str, Any]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, target, body, headers)
    told: dict[str, Any] = json.loads(connection.getresponse().read())
    connection.close()
    return told


def test_a_request_line_with_a_whole_address_reaches_the_path(port: int) -> None:
    told = ask(port, "POST", "http://localhost/api/v1/x?y=1", Host="localhost")
    assert (told["path"], told["host"]) == ("/api/v1/x", "localhost")


def test_a_request_line_that_names_another_host_is_answered_here(port: int) -> None:
    """The server is no open proxy: it never fetches what the line names."""
    assert ask(port, "GET", "http://example.com/secret")["path"] == "/secret"


def test_a_range_reaches_the_application(port: int) -> None:
    assert ask(port, "GET", "/file", Range="bytes=5-9")["range"] == "bytes=5-9"


def test_an_upload_of_300_megabytes_is_not_held_in_memory(port: int) -> None:
    parts = (b"x" * MEGABYTE for _ in range(300))
    told = ask(port, "POST", "/upload", parts, **{"Content-Length": str(300 * MEGABYTE)})
    assert told["size"] == 300 * MEGABYTE
    assert told["grown"] < 20 * MEGABYTE


def test_a_download_of_300_megabytes_is_not_held_in_memory(port: int) -> None:
    workers = {ask(port, "GET", "/")["pid"] for _ in range(20)}
    before = max(resident(pid) for pid in workers)
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/download")
    answer, size, most = connection.getresponse(), 0, 0
    while part := answer.read(MEGABYTE):
        size += len(part)
        most = max(most, *(resident(pid) for pid in workers))
    connection.close()
    assert size == 300 * MEGABYTE
    assert most - before < 20 * MEGABYTE


def resident(pid: int) -> int:
    line = next(line for line in read(pid, "status").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


def test_a_killed_worker_process_is_replaced(port: int) -> None:
    victim = ask(port, "GET", "/")["pid"]
    os.kill(victim, signal.SIGKILL)
    assert within(5, lambda: len(answering(port) - {victim}) == 2)


def answering(port: int) -> set[int]:
    """The processes that answer; a connection that waited for the killed one is reset, which is no answer."""
    try:
        return {ask(port, "GET", "/")["pid"] for _ in range(20)}
    except ConnectionError:
        return set()


def test_idle_connections_and_half_sent_requests_hold_up_nobody(port: int) -> None:
    halves = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
    for half in halves:
        half.sendall(b"GET /x HT")
    assert ask(port, "GET", "/now")["path"] == "/now"
    for half in halves:
        half.close()
