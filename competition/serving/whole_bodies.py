"""Half an upload must never look like a whole one. Our web server ends a body that broke off as it ends one that is
complete (docs/decisions/0001-web-server.md), so the promised length is checked here, outside Django."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LENGTH_MISSING = b"Send the body with a Content-Length; a body in chunks is not taken.\n"


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...
    def readline(self, size: int = -1, /) -> bytes: ...


class Whole:
    def __init__(self, stream: Readable, length: int) -> None:
        self.stream = stream
        self.missing = length

    def read(self, size: int = -1) -> bytes:
        return self.counted(self.stream.read(size), size)

    def readline(self, size: int = -1) -> bytes:
        return self.counted(self.stream.readline(size), size)

    def counted(self, part: bytes, size: int) -> bytes:
        self.missing -= len(part)
        if self.missing > 0 and size != 0 and not part:
            # Django makes an UnreadablePostError of any OSError.
            raise ConnectionResetError("the connection broke before the whole body had arrived")
        return part


class WholeBodies:
    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if "HTTP_TRANSFER_ENCODING" in environ:
            headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(LENGTH_MISSING)))]
            start_response("411 Length Required", headers)
            return [LENGTH_MISSING]
        environ["wsgi.input"] = Whole(environ["wsgi.input"], promised(environ))
        return self.application(environ, start_response)


def promised(environ: dict[str, Any]) -> int:
    text = environ.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0
