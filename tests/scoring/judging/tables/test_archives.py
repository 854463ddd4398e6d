"""Rule 12 of files: one plain member in a zip or gz file, unpacked no further than the limit."""

import gzip
import io
import random
import struct
import zipfile
from dataclasses import replace

import pytest

from scoring.judging.problems import RefusedError
from scoring.judging.tables.limits import Limits
from scoring.judging.tables.source import pieces
from tests.scoring.judging.tables.files import cells, gzipped, numbers, wrongs, zipped

GOOD = "id,x\na,1\nb,2\nc,3\n"
ONE = ("submission.csv", GOOD)


@pytest.mark.parametrize(
    "file",
    [
        gzipped(GOOD),
        zipped(ONE),
        zipped(ONE, packing=zipfile.ZIP_STORED),
        zipped(("data.txt", GOOD)),
        zipped(("folder/", ""), ("folder/x.csv", GOOD)),
        zipped(ONE, ("__MACOSX/._submission.csv", b"\0\5\x16\7")),
        zipped((".DS_Store", b"\0"), ("folder/.DS_Store", b"\0"), ONE),
        zipped(("../../../etc/passwd", GOOD)),
        zipped(("/etc/passwd", GOOD)),
        zipped(("ü\n.csv", GOOD)),
        zipped(("x.zip", GOOD)),
        zipped(("x.csv", "\ufeff" + GOOD)),
    ],
)
def test_one_packed_file_is_read_whatever_its_name(file: bytes) -> None:
    assert cells(numbers(), file) == [1.0, 2.0, 3.0]


def marked(file: bytes, flag: int) -> bytes:
    """A zip file whose member claims a flag, as an encrypted one does with 1."""
    local, central = file.index(b"PK\3\4") + 6, file.index(b"PK\1\2") + 8
    changed = bytearray(file)
    changed[local : local + 2] = changed[central : central + 2] = struct.pack("<H", flag)
    return bytes(changed)


def renamed(file: bytes, old: bytes, new: bytes) -> bytes:
    return file.replace(old, new)


def contents(size: int, begin: int) -> bytes:
    """The end of a zip file, which says where its list of contents lies."""
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, size, begin, 0)


LIST = zipped(ONE).index(b"PK\1\2")
BROKEN = ["bad_archive"]


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        (zipped(), BROKEN),
        (zipped(("folder/", "")), BROKEN),
        (zipped(("__MACOSX/x.csv", GOOD)), BROKEN),
        (zipped(ONE, ("other.csv", GOOD)), BROKEN),
        (zipped(ONE, ("readme.txt", "hello")), BROKEN),
        (zipped(*((f"{number}.csv", GOOD) for number in range(1_000))), BROKEN),
        (zipped(("x.zip", zipped(ONE))), BROKEN),
        (zipped(("x.gz", gzipped(GOOD))), BROKEN),
        (gzipped(gzipped(GOOD)), BROKEN),
        (gzipped(zipped(ONE)), BROKEN),
        (zipped(ONE, packing=zipfile.ZIP_BZIP2), BROKEN),
        (zipped(ONE, packing=zipfile.ZIP_LZMA), BROKEN),
        (marked(zipped(ONE), 1), BROKEN),
        (marked(zipped(ONE), 0x20), BROKEN),
        (marked(zipped(ONE), 0x40), BROKEN),
        (renamed(zipped(("x.csv", GOOD)), b"x.csv", b"y.csv")[:60] + zipped(("x.csv", GOOD))[60:], BROKEN),
        (renamed(zipped(("ü.csv", GOOD)), "ü".encode(), b"\xff\xff"), BROKEN),
        (zipped(ONE)[:-22] + contents(size=len(zipped(ONE)) - 22 - LIST, begin=LIST + 5), BROKEN),
        (zipped(ONE)[:40], BROKEN),
        (zipped(ONE)[:-30], BROKEN),
        (b"PK\3\4", BROKEN),
        (b"PK\3\4" + b"\0" * 100, BROKEN),
        (b"PK\5\6" + b"\0" * 18, BROKEN),
        (b"PK\3\4" + b"\0" * 30 + contents(size=60_000, begin=0), BROKEN),
        (b"PK\3\4" + b"\0" * 30 + contents(size=2_000_000_000, begin=0), BROKEN),
        (b"PK\3\4" + b"\0" * 2_000_000 + contents(size=2_000_000, begin=34), BROKEN),
        (b"\x1f\x8b", BROKEN),
        (b"\x1f\x8b\x08", BROKEN),
        (b"\x1f\x8b\x09" + b"\0" * 50, BROKEN),
        (gzipped(GOOD)[:-1], BROKEN),
        (gzipped(GOOD)[:-9], BROKEN),
        (gzipped(GOOD)[:15], BROKEN),
        (gzipped(GOOD[:9]) + gzipped(GOOD[9:]), BROKEN),
        (gzipped(GOOD) + gzipped(""), BROKEN),
        (gzipped(GOOD) + b"\0", BROKEN),
        (gzipped(GOOD) + b"id,x", BROKEN),
        (gzipped(GOOD) + GOOD.encode(), BROKEN),
        (gzipped(GOOD)[:-8] + b"\0" * 8, BROKEN),
        (zipped(("x.xlsx", zipped(("[Content_Types].xml", "")))), BROKEN),
        (zipped(("mimetype", "application/vnd.oasis"), ("content.xml", "<x/>")), BROKEN),
    ],
)
def test_any_other_archive_is_refused(file: bytes, wrong: list[str]) -> None:
    assert wrongs(numbers(), file) == wrong


def test_a_damaged_member_is_refused_by_its_checksum() -> None:
    stored = zipped(ONE, packing=zipfile.ZIP_STORED)
    assert wrongs(numbers(), stored.replace(b"a,1", b"a,9")) == BROKEN


class Counted(io.BytesIO):
    """Counts the bytes that are read of it."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        self.taken += len(found)
        return found


@pytest.mark.parametrize("pack", [gzipped, lambda content: zipped(("x.csv", content)), lambda content: content])
@pytest.mark.parametrize("filling", [b"\n", b"id,x\n", b"0"])
def test_reading_stops_at_the_limit(pack: object, filling: bytes) -> None:
    assert callable(pack)
    content = b"id,x\n" + filling * (24_000_000 // len(filling))
    stream = Counted(pack(content))
    read: list[int] = []
    with pytest.raises(RefusedError) as refusal:
        read.extend(len(piece) for piece in pieces(stream, replace(Limits(), size=3_000_000)))
    assert (refusal.value.category, sum(read) <= 3_000_000) == ("too_large", True)
    assert stream.taken < 4_500_000


@pytest.mark.parametrize(("size", "wrong"), [(16, []), (15, ["too_large"])])
def test_the_limit_is_that_of_the_unpacked_file(size: int, wrong: list[str]) -> None:
    limits = replace(Limits(), size=size)
    files = (GOOD.encode()[:-1], gzipped(GOOD[:-1]), zipped(("x", GOOD[:-1])), b"\xef\xbb\xbf" + GOOD.encode()[:-1])
    assert [wrongs(numbers(), file, limits) for file in files] == [wrong] * 4


def test_no_damage_to_an_archive_is_more_than_a_refusal() -> None:
    dice = random.Random(5)
    seeds = [zipped(ONE), zipped(("ü.csv", GOOD * 50)), gzipped(GOOD * 50), zipped(ONE, packing=zipfile.ZIP_STORED)]
    found: set[str] = set()
    for _ in range(3_000):
        file = bytearray(dice.choice(seeds))
        for _ in range(dice.randint(1, 4)):
            place = dice.randrange(4, len(file))
            file[place : place + 2] = dice.choice((b"\0\0", b"\xff\xff", dice.randbytes(2), b"", dice.randbytes(3)))
        found.update(wrong.split()[0] for wrong in wrongs(numbers(), bytes(file)))
    assert "bad_archive" in found


def test_a_stream_is_read_from_its_beginning_again_and_again() -> None:
    stream = io.BytesIO(gzip.compress(GOOD.encode()))
    stream.seek(5)
    assert [b"".join(pieces(stream, Limits())) for _ in range(3)] == [GOOD.encode()] * 3
