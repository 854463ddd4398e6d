"""Requests as fast as Django's own handler takes them, and as bare: one question, one answer, nothing kept."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.test.client import ClientHandler

# Sessions, counters of tries and the time a key was last used are bookkeeping; everything else is somebody's data.
BOOKKEEPING = ('"django_session"', '"competition_allowance"', '"usersessions_usersession"', 'SET "last_used_at"')
WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes
    cookies: str
    writes: tuple[str, ...]
    broke: str

    def header(self, name: str) -> str:
        return dict(self.headers).get(name, "")

    @property
    def everything(self) -> bytes:
        """All that travels to the asker."""
        lines = [f"{name}: {value}" for name, value in self.headers]
        return "\n".join([*lines, self.cookies, ""]).encode() + self.content

    @property
    def told(self) -> tuple[Any, ...]:
        """What the asker could tell one answer from another by."""
        return self.status, self.headers, self.cookies, self.content


class Environs(RequestFactory):
    """What a web server hands over, not yet read by Django: reading it twice would spoil it."""

    def request(self, **request: Any) -> Any:
        return self._base_environ(**request)  # type: ignore[attr-defined]


class Browser:
    """Signed in by its session cookie, and forgetful: what a request writes is undone before the next."""

    def __init__(self, session: str = "", *, enforce_csrf: bool = False, **environ: str) -> None:
        cookies: dict[str, Any] = {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={session}"} if session else {}
        self.factory = Environs(**cookies | environ)
        self.handler = ClientHandler(enforce_csrf_checks=enforce_csrf)

    def ask(self, method: str, address: str, data: Any = None, **extra: Any) -> Answer:
        """`extra` goes into the environ, or names the `content_type` of raw data."""
        environ: Any
        content_type = extra.pop("content_type", None)
        if content_type is not None:
            environ = self.factory.generic(method, address, data or b"", content_type, **extra)
        elif method == "POST":
            environ = self.factory.post(address, data or {}, **extra)
        else:
            environ = self.factory.generic(method, address, **extra)
        with undone(), watched() as seen:
            response = self.handler(environ)
            return self._answer(response, seen)

    def _answer(self, response: HttpResponseBase, seen: "Seen") -> Answer:
        streams = getattr(response, "streaming_content", None)
        content = b"".join(streams) if streams is not None else getattr(response, "content", b"")
        return Answer(
            status=response.status_code,
            headers=tuple(sorted(response.headers.items())),
            content=content,
            cookies=response.cookies.output(),
            writes=tuple(seen.writes),
            broke=seen.broke,
        )


@dataclass
class Seen:
    writes: list[str]
    broke: str = ""


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def watched() -> Iterator[Seen]:
    """Which rows were written, and what broke."""
    seen = Seen([])

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(WRITES) and not any(name in sql for name in BOOKKEEPING):
            seen.writes.append(" ".join(sql.split()[:3]))
        return execute(sql, params, many, context)

    def note(**signal: Any) -> None:
        seen.broke = repr(sys.exc_info()[1])

    got_request_exception.connect(note)
    try:
        with connection.execute_wrapper(look):
            yield seen
    finally:
        got_request_exception.disconnect(note)
