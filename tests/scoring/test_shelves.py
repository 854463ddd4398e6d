from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytest_django import Settings

from scoring.models.openings import InboxFile
from scoring.opening.plan import OpeningError
from scoring.shelves import answers, inbox
from scoring.worker_files import path_of
from tests.competition.world import received
from tests.scoring.actions.draft import sha256

BEANS = b"bean\n1\n"


def arrived(content: bytes = BEANS) -> InboxFile:
    upload = received(content)
    inbox.keep(upload)
    upload.close()
    return InboxFile(name="beans.csv", sha256=upload.sha256)


def taken(file: InboxFile) -> Path:
    return path_of(file.name, file.sha256)


def test_a_worker_moves_what_it_needs_to_where_only_workers_come(files: Path) -> None:
    file = arrived()
    for _ in range(2):
        assert taken(file).read_bytes() == BEANS
    assert (inbox.holds(file.sha256), answers.holds(file.sha256)) == (False, True)


def test_the_same_bytes_sent_again_lie_there_once(files: Path) -> None:
    taken(arrived())
    assert taken(arrived()).read_bytes() == BEANS
    assert not inbox.holds(sha256(BEANS))


def test_bytes_that_never_arrived_are_asked_for_again(files: Path) -> None:
    with pytest.raises(OpeningError, match=r"beans\.csv did not arrive whole\. Send it again\."):
        taken(InboxFile(name="beans.csv", sha256=sha256(b"other")))


@pytest.fixture
def another_disk(files: Path, settings: Settings) -> Iterator[Path]:
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    if not memory.exists() or memory.stat().st_dev == files.stat().st_dev:
        pytest.skip("there is no second disk here")
    with TemporaryDirectory(dir=memory) as folder:
        settings.ANSWER_FILES = Path(folder)
        yield Path(folder)


def test_from_another_disk_they_are_copied(another_disk: Path) -> None:
    file = arrived()
    path = taken(file)
    assert (path.read_bytes(), path.stat().st_mode & 0o777, inbox.holds(file.sha256)) == (BEANS, 0o400, False)
    assert [entry.name for entry in another_disk.iterdir()] == [file.sha256[:2]]


def test_what_was_made_is_put_away_under_its_hash(files: Path) -> None:
    with answers.draft() as folder:
        made = Path(folder) / "answers.csv"
        made.write_bytes(b"id,answer\n")
        put = answers.put(made)
    assert answers.path(put).read_bytes() == b"id,answer\n"
    assert answers.path(put).stat().st_mode & 0o777 == 0o400
