"""Taking an archive apart, where the whole site is not needed to see what is refused."""

import hashlib
import io
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from scoring.opening.archive.manifest import Answers, ArchiveError, Manifest, PublicFile, SentFile
from scoring.opening.archive.reading import LARGEST_MANIFEST, check_room, read_archive
from scoring.opening.archive.writing import places_of, write_archive
from scoring.opening.reading import is_collection

TEST, TRUTH = b"id\n1\n", b"id,kind,Usage\n1,red,Public\n"
BEANS = Manifest(
    slug="beans",
    settings={"title": "Beans"},
    rules="Play fair.",
    dates={
        "opens_at": "2026-09-01T14:00:00+00:00",
        "teams_lock_at": "2026-09-02T14:00:00+00:00",
        "closes_at": "2026-09-03T14:00:00+00:00",
        "hand_in_at": None,
    },
    zone="America/Chicago",
    first_day="2026-08-24",
    way="files",
    understood=None,
    choices=None,
    made=None,
    public=(PublicFile("test.csv", len(TEST), hashlib.sha256(TEST).hexdigest(), "Rows to predict."),),
    sent=(SentFile("test", "test.csv", len(TEST), hashlib.sha256(TEST).hexdigest(), None),),
    answers=Answers("accuracy", {}, {}, {"public": 1}, len(TRUTH), hashlib.sha256(TRUTH).hexdigest()),
)


def written(folder: Path, manifest: Manifest = BEANS) -> Path:
    contents = {}
    for content in (TEST, TRUTH):
        sha256 = hashlib.sha256(content).hexdigest()
        contents[sha256] = folder / f"bytes-{sha256}"
        contents[sha256].write_bytes(content)
    with (folder / "beans.zip").open("wb") as file:
        write_archive(file, manifest, contents, lambda percent, doing: None)
    return folder / "beans.zip"


def read(archive: Path, largest: int = 1_000) -> tuple[Manifest, dict[str, Path]]:
    into = archive.parent / "into"
    into.mkdir()
    return read_archive(archive, into, largest, lambda percent, doing: None)


def test_what_is_written_is_read_the_same(tmp_path: Path) -> None:
    manifest, contents = read(written(tmp_path))
    assert manifest == BEANS
    assert sorted(path.read_bytes() for path in contents.values()) == [TEST, TRUTH]


def test_equal_bytes_lie_in_it_once() -> None:
    assert [*places_of(BEANS)] == ["public/test.csv", "answers/answers.csv"]


def test_progress_is_told_of_each_file(tmp_path: Path) -> None:
    written(tmp_path)
    told: list[tuple[int, str]] = []
    (tmp_path / "into").mkdir()
    read_archive(tmp_path / "beans.zip", tmp_path / "into", 1_000, lambda *each: told.append(each))
    assert told == [(0, "Unpacking public/test.csv"), (50, "Unpacking answers/answers.csv")]


def test_an_encrypted_one_is_refused(tmp_path: Path) -> None:
    """The mark of encryption is one bit, in each of the two places that describe a member."""
    content = bytearray(written(tmp_path).read_bytes())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + place] |= 1
    (tmp_path / "beans.zip").write_bytes(content)
    with pytest.raises(ArchiveError, match="It is encrypted"):
        read(tmp_path / "beans.zip")


def test_a_way_of_packing_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    content = bytearray(written(tmp_path).read_bytes())
    for sign, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(sign) + place] = 99
    (tmp_path / "beans.zip").write_bytes(content)
    with pytest.raises(ArchiveError, match="It is cut short, damaged, or no zip at all"):
        read(tmp_path / "beans.zip")


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_may_ask_for_gigabytes_are_refused(tmp_path: Path, packing: int) -> None:
    with zipfile.ZipFile(tmp_path / "beans.zip", "w", packing) as archive:
        archive.writestr("manifest.json", BEANS.as_text())
    with pytest.raises(ArchiveError, match="cut short, damaged, or no zip"):
        read(tmp_path / "beans.zip")


def test_bytes_that_fell_over_on_the_way_are_refused_or_do_no_harm(tmp_path: Path) -> None:
    dice, whole = Random(1), written(tmp_path).read_bytes()
    spoilt, into = tmp_path / "spoilt.zip", tmp_path / "into"
    into.mkdir()
    for _ in range(1_500):
        content = bytearray(whole)
        for _ in range(dice.randrange(1, 6)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        spoilt.write_bytes(content)
        with suppress(ArchiveError):
            read_archive(spoilt, into, 1_000, lambda percent, doing: None)
        is_collection(spoilt)


def test_a_disk_that_fails_is_no_fault_of_the_archive(tmp_path: Path) -> None:
    archive, missing = written(tmp_path), tmp_path / "missing"
    with pytest.raises(FileNotFoundError):
        read_archive(archive, missing, 1_000, lambda percent, doing: None)


def test_a_manifest_beyond_all_measure_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "beans.zip", "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("manifest.json", BEANS.as_text().encode() + b" " * LARGEST_MANIFEST)
    with pytest.raises(ArchiveError, match="Its manifest is larger than any that Holdout writes"):
        read(tmp_path / "beans.zip")


def test_what_the_disk_has_no_room_for_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"It needs 1,000,000,000,000,000,000 bytes and the disk has .* Make room"):
        check_room(tmp_path, {"a": 10**18})


def test_a_member_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    archive = written(tmp_path)
    with zipfile.ZipFile(archive, "a") as opened, pytest.warns(UserWarning, match="Duplicate name"):
        opened.writestr("public/test.csv", b"id\n2\n")
    with pytest.raises(ArchiveError, match="It holds other files than its manifest says"):
        read(archive)


def test_bytes_that_unpack_to_more_than_is_said_stop_at_that(tmp_path: Path) -> None:
    """The directory of the zip lies about the size as the manifest does."""
    bomb = b"0" * 100_000
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("manifest.json", BEANS.as_text())
        opened.writestr("public/test.csv", bomb)
        opened.writestr("answers/answers.csv", TRUTH)
    true_size, said_size = len(bomb).to_bytes(4, "little"), len(TEST).to_bytes(4, "little")
    archive = tmp_path / "beans.zip"
    archive.write_bytes(packed.getvalue().replace(true_size, said_size))
    with pytest.raises(ArchiveError, match=r"cut short, damaged|its hash differs"):
        read(archive)
    assert max(path.stat().st_size for path in (tmp_path / "into").iterdir()) <= len(TEST)


@pytest.mark.parametrize(
    "changes",
    [
        {"public": (replace(BEANS.public[0], size=-1),)},
        {"public": (replace(BEANS.public[0], size=4),)},
        {"public": (replace(BEANS.public[0], sha256="../../etc/passwd"),)},
        {"public": (replace(BEANS.public[0], about=None),)},  # type: ignore[arg-type]
        {"sent": (replace(BEANS.sent[0], role="magic"),)},
        {"sent": (replace(BEANS.sent[0], expected=[]),)},  # type: ignore[arg-type]
        {"answers": replace(BEANS.answers, parameters=[])},  # type: ignore[type-var]
        {"dates": {**BEANS.dates, "closes_at": None}},
        {"dates": {**BEANS.dates, "closes_at": "2026-09-03T14:00:00"}},
        {"dates": {**BEANS.dates, "starts_at": None}},
        {"first_day": "soon"},
        {"first_day": "0001-01-01"},
        {"dates": {**BEANS.dates, "hand_in_at": "9999-12-31T23:59:59-12:00"}},
        {"zone": "America"},
        {"zone": "../../etc/passwd"},
        {"public": (BEANS.public[0], replace(BEANS.public[0], sha256="a" * 64))},
        {"understood": {}},
        {"choices": {"targets": []}},
        {"made": {"rows": {}}},
        {"settings": []},
    ],
)
def test_a_manifest_that_cannot_be_true_is_damaged(changes: dict[str, Any]) -> None:
    with pytest.raises(ArchiveError, match="Its manifest is damaged"):
        Manifest.from_text(replace(BEANS, **changes).as_text().encode())
