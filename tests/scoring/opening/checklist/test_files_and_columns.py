import gzip
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scoring.opening.plan import State, Way
from tests.scoring.opening.checklist.files import flowers, item, items, state


def packed(*names: str, damage: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "picture " * 9)
    content = bytearray(buffer.getvalue())
    if damage:
        content[45] ^= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("images.zip", packed("a.png", "b.png")),
        ("about.txt", b"What the columns mean."),
        ("more.gz", gzip.compress(b"more")),
        ("more.csv", b"a,b\n1,2\n"),
        ("more.csv.gz", gzip.compress(b"a,b\n1,2\n")),
    ],
)
def test_files_that_can_be_read_are_good(tmp_path: Path, name: str, content: bytes) -> None:
    found = item(flowers(tmp_path, 9, 9).material(extras={name: content}), "readable")
    assert (found.state, found.found) == (State.GOOD, "4 files for the class can be read to the end.")


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("images.zip", packed("a.png", damage=True), "images.zip: “a.png” inside the archive is damaged."),
        ("images.zip", packed("a.png")[:60], "The archive is broken, encrypted or packed in an unusual way."),
        ("about.txt", b"", "about.txt: The file is empty."),
        ("more.gz", gzip.compress(b"more " * 99)[:20], "more.gz: The packed file is damaged."),
        ("train.csv", b"id,species\n1\n", "train.csv: Line 2: The row has 1 cell; the first line has 2."),
        ("sample_submission.csv", b"", "sample_submission.csv: The file is empty."),
    ],
)
def test_files_that_cannot_be_read_are_named(tmp_path: Path, name: str, content: bytes, fault: str) -> None:
    found = item(flowers(tmp_path, 9, 9).material(extras={name: content}), "readable")
    assert (found.state, found.found) == (State.BAD, "1 file for the class cannot be read.")
    (detail,) = found.details
    assert fault in detail


def test_a_further_table_in_another_form_may_stay(tmp_path: Path) -> None:
    found = item(flowers(tmp_path, 9, 9).material(extras={"more.csv": b"a;b\n1;2\n"}), "readable")
    assert (found.state, found.found) == (State.WARNING, "1 further table cannot be read as train and test are.")


def test_the_same_columns_in_train_and_test_are_good(tmp_path: Path) -> None:
    assert state(flowers(tmp_path, 9, 9).material(), "headers") is State.GOOD


def test_columns_that_only_one_file_has_are_told(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    train = {**(competition.train or {}), "petals": range(9)}
    del train["species"]
    test = {**(competition.test or {}), "height": range(9)}
    found = item(competition.material(train=train, test=test), "headers")
    assert found.state is State.WARNING
    assert found.details == (
        "Only the train file has “petals”.",
        "Only the test file has “height”.",
        "The train file lacks the target “species”.",
    )


@pytest.mark.parametrize(("way", "remedy"), [(Way.CUT, "Make"), (Way.FILES, "Take it out")])
def test_a_test_file_with_the_target_is_bad(tmp_path: Path, way: Way, remedy: str) -> None:
    competition = flowers(tmp_path, 9, 9)
    test = {**(competition.test or {}), "species": ["iris"] * 9}
    found = item(competition.material(test=test, way=way), "headers")
    assert found.state is State.BAD
    assert found.found == "The test file gives the answers away: it has the target “species”."
    assert found.remedy.startswith(remedy)


def test_columns_are_not_compared_without_both_files_or_before_both_can_be_read(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    assert items(competition.material(train=None), "headers") == []
    unread = competition.material(extras={"test.csv": b"id;length\n1;2\n"})
    assert item(unread, "headers").found == "Not looked at: the test file cannot be read."


@pytest.mark.parametrize("pack", [gzip.compress, bytes])
def test_packed_tables_are_read_as_plain_ones(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    competition = flowers(tmp_path, 60, 60)
    material = competition.material()
    content = pack(material.made.public["train.csv"].read_bytes())
    (tmp_path / "train.csv.gz").write_bytes(content)
    public = {name: path for name, path in material.made.public.items() if name != "train.csv"}
    made = replace(material.made, public={**public, "train.csv.gz": tmp_path / "train.csv.gz"})
    train = replace(material, made=made).train
    assert train is not None
    assert train.rows == 60
