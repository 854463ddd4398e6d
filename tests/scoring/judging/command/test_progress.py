import gzip
import io
from typing import BinaryIO, cast

from scoring.judging.command.progress import watched
from scoring.judging.tables.limits import Limits
from scoring.judging.tables.source import pieces

TEXT = b"id,y\n" + b"a,1\n" * 1000


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def read(text: bytes, screen: io.StringIO, patience: float) -> bytes:
    with watched(io.BytesIO(text), len(text), "submission", screen, patience) as stream:
        return b"".join(pieces(stream, Limits()))


def test_a_bar_shows_on_a_terminal_what_is_read_and_goes_away() -> None:
    screen = Screen()
    assert read(TEXT, screen, patience=1e-9) == TEXT
    assert "submission: 100%" in screen.getvalue()
    assert screen.getvalue().split("\r")[-2].strip() == ""


def test_a_packed_file_is_watched_too() -> None:
    screen = Screen()
    assert read(gzip.compress(TEXT), screen, patience=1e-9) == TEXT
    assert "submission:" in screen.getvalue()


def test_no_bar_shows_where_reading_is_quick() -> None:
    screen = Screen()
    assert read(TEXT, screen, patience=60) == TEXT
    assert screen.getvalue() == ""


def test_no_bar_shows_where_nobody_looks() -> None:
    screen = io.StringIO()
    assert read(TEXT, screen, patience=1e-9) == TEXT
    assert screen.getvalue() == ""


def test_a_file_read_from_its_beginning_again_is_not_counted_twice() -> None:
    screen = Screen()
    file = io.BytesIO(TEXT)
    with watched(cast("BinaryIO", file), len(TEXT), "submission", screen, 1e-9) as stream:
        stream.read()
        stream.seek(0)
        stream.read()
    assert "200%" not in screen.getvalue()
    assert file.closed is False
