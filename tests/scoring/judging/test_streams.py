"""Wherever the bytes come from, however few at a time and by however many threads, the verdict is the same."""

import gzip
import io
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scoring.judging.answers import Key, read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.problems import Category, RefusedError
from scoring.judging.verdict import Verdict, judge
from tests.fuzz.oracle import Halting

ROWS = 150_000  # two blocks and more
SUBMISSION = b"\xef\xbb\xbfid,y\r\n" + b"".join(b"%d,%d.5\r\n" % (row, row) for row in range(ROWS, 0, -1))
HALF = Verdict(public=0.5, private=0.5, rows={"public": 50_000, "private": 50_000, "ignored": 50_000})


@pytest.fixture(scope="module")
def key() -> Key:
    usages = ("Public", "Private", "Ignored")
    answers = "id,y,Usage\n" + "".join(f"{row},{row},{usages[row % 3]}\n" for row in range(1, ROWS + 1))
    return read_answers(io.BytesIO(answers.encode()), METRICS["rmse"])


def as_it_is(file: bytes) -> bytes:
    return file


def zipped(file: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("submission.csv", file)
    return held.getvalue()


def gzipped(file: bytes) -> bytes:
    return gzip.compress(file, compresslevel=1)


@pytest.fixture(scope="module", params=[as_it_is, zipped, gzipped])
def packed(request: pytest.FixtureRequest) -> bytes:
    pack: Callable[[bytes], bytes] = request.param
    return pack(SUBMISSION)


def test_a_stream_in_memory_is_read_from_its_beginning(key: Key, packed: bytes) -> None:
    stream = io.BytesIO(packed)
    stream.seek(100)
    assert judge(key, stream) == HALF
    assert judge(key, stream) == HALF
    assert not stream.closed


@pytest.mark.parametrize("buffering", [-1, 0])
def test_a_file_on_disk_is_read(key: Key, packed: bytes, tmp_path: Path, buffering: int) -> None:
    path = tmp_path / "submission"
    path.write_bytes(packed)
    with path.open("rb", buffering=buffering) as stream:
        assert judge(key, stream) == HALF


@pytest.mark.parametrize("most", [4_093, 1_000_003])
def test_a_stream_may_give_less_than_it_is_asked_for(key: Key, packed: bytes, most: int) -> None:
    assert judge(key, Halting(packed, most)) == HALF


@pytest.mark.parametrize("most", [1, 2, 3])
@pytest.mark.parametrize("pack", [as_it_is, zipped, gzipped])
def test_a_stream_may_give_single_bytes(pack: Callable[[bytes], bytes], most: int) -> None:
    small = read_answers(io.BytesIO(b"id,y\na,1\nb,2\n"), METRICS["mae"])
    assert judge(small, Halting(pack(b"\xef\xbb\xbfid,y\nb,2\na,2\n"), most)).public == 0.5


class Shrinking(io.FileIO):
    """A file that somebody cuts short once its first half has been read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "r+")
        self.size = path.stat().st_size

    def read(self, size: int | None = -1) -> bytes:
        piece = super().read(size) or b""
        if self.tell() > self.size // 2:
            self.truncate(self.size * 3 // 4)
        return piece


@pytest.mark.parametrize(
    ("pack", "categories"),
    [
        (as_it_is, {Category.MISSING_ID, Category.ROW_COUNT}),
        (zipped, {Category.BAD_ARCHIVE}),
        (gzipped, {Category.BAD_ARCHIVE}),
    ],
)
def test_a_file_cut_short_while_it_is_read_is_refused(
    key: Key, tmp_path: Path, pack: Callable[[bytes], bytes], categories: set[Category]
) -> None:
    path = tmp_path / "submission"
    path.write_bytes(pack(SUBMISSION))
    with Shrinking(path) as stream, pytest.raises(RefusedError) as refusal:
        judge(key, stream)
    assert categories <= refusal.value.counts.keys() <= categories | {Category.UNPARSEABLE, Category.NULL_VALUE}


class Failing(io.BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        if self.tell() > 4:
            raise OSError("The disk is gone.")
        return super().read(4)


def test_a_failing_disk_is_not_the_students_fault(key: Key, packed: bytes) -> None:
    with pytest.raises(OSError, match="The disk is gone"):
        judge(key, Failing(packed))


def test_one_key_serves_many_threads(key: Key, packed: bytes) -> None:
    labels = read_answers(io.BytesIO(b"id,y\na,cat\nb,dog\n"), METRICS["accuracy"])

    def both(number: int) -> tuple[Verdict, float | None]:
        strange = b"id,y\na,cat\nb,other%d\n" % number
        return judge(key, io.BytesIO(packed)), judge(labels, io.BytesIO(strange)).public

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(both, range(12))) == [(HALF, 0.5)] * 12
