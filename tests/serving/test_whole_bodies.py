import io
from typing import Any

import pytest

from competition.serving.whole_bodies import LENGTH_MISSING, WholeBodies


def upload(body: bytes, **environ: str) -> tuple[list[str], list[bytes]]:
    """What an application that reads ten bytes at a time gets, and the status the client gets."""
    statuses: list[str] = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return list(iter(lambda: environ["wsgi.input"].read(10), b""))

    def start_response(status: str, headers: Any) -> None:
        statuses.append(status)

    answer = WholeBodies(application)({"wsgi.input": io.BytesIO(body)} | environ, start_response)  # type: ignore[arg-type]
    return statuses, list(answer)


def test_a_whole_body_passes_untouched() -> None:
    assert upload(b"0123456789abc", CONTENT_LENGTH="13") == (["200 OK"], [b"0123456789", b"abc"])


def test_a_request_without_a_body_passes() -> None:
    assert upload(b"") == (["200 OK"], [])


def test_a_body_that_breaks_off_is_an_error_and_not_an_end() -> None:
    with pytest.raises(ConnectionResetError, match="before the whole body had arrived"):
        upload(b"0123456789abc", CONTENT_LENGTH="14")


def test_a_body_of_unknown_length_is_refused() -> None:
    assert upload(b"abc", HTTP_TRANSFER_ENCODING="chunked") == (["411 Length Required"], [LENGTH_MISSING])
