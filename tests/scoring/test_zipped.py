"""An archive that is made while it is sent."""

import os
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

from scoring.rules.zip_names import zip_name
from scoring.zipped import BLOCK, Member, zipped

AT = datetime(2026, 10, 14, 15, 0, 2, tzinfo=UTC)


def member(name: str, content: bytes) -> Member:
    return Member(name, AT, lambda: BytesIO(content))


def opened(*members: Member) -> ZipFile:
    return ZipFile(BytesIO(b"".join(zipped(members))))


def test_what_goes_in_comes_out_with_its_time() -> None:
    contents = {"map.csv": b"a,b\n", "Pair/1_x.csv": os.urandom(3 * BLOCK + 7), "Pair/2_empty.csv": b""}
    archive = opened(*(member(name, content) for name, content in contents.items()))
    assert archive.testzip() is None
    assert {name: archive.read(name) for name in archive.namelist()} == contents
    assert {info.date_time for info in archive.infolist()} == {(2026, 10, 14, 15, 0, 2)}


def test_an_archive_of_nothing_is_an_archive() -> None:
    assert opened().namelist() == []


def test_no_piece_is_much_larger_than_a_block_however_large_the_file() -> None:
    pieces = list(zipped([member("large.bin", os.urandom(40 * BLOCK))]))
    assert max(map(len, pieces)) < 2 * BLOCK


def test_breaking_it_off_closes_the_file_that_is_being_read() -> None:
    source = BytesIO(os.urandom(4 * BLOCK))
    pieces = zipped([Member("large.bin", AT, lambda: source)])
    next(pieces)
    pieces.close()
    assert source.closed


def test_names_hurt_no_system_and_never_meet() -> None:
    assert zip_name("../../etc", 7, "..\\x y=1.csv") == "etc/7_x_y_1.csv"
    assert zip_name("Équipe 1", 8, "…") == "Équipe_1/8_unnamed"
    assert zip_name("Pair", 1, "x.csv") != zip_name("Pair", 2, "x.csv")
