import hashlib
import os
import time

import pytest
from django.core.exceptions import ValidationError

from competition.actions.files import add_data_file, remove_data_file, remove_unlisted_files
from competition.actions.log import By
from competition.files import shelf
from competition.models.competitions import Announcement, DataFile
from competition.models.log import LogEntry
from tests.competition.world import World, received
from tests.factories import NOW


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class TestAddingAFile:
    def test_lists_it_with_size_and_hash(self, world: World) -> None:
        file = world.add_file(content=b"hello")
        assert (file.name, file.size, file.sha256, file.added_at) == ("train.csv", 5, sha256(b"hello"), NOW)
        with shelf.open(file.sha256) as kept:
            assert kept.read() == b"hello"

    def test_leaves_one_line_in_the_log(self, world: World) -> None:
        world.add_file(content=b"hello")
        told = {"name": "train.csv", "size": 5, "sha256": sha256(b"hello"), "about": "rows"}
        lines = LogEntry.objects.values_list("action", "subject", "actor_name", "before", "after")
        assert list(lines) == [("file added", "wines", world.ingrid.username, {}, told)]

    def test_of_a_name_that_is_there_replaces_it_and_the_log_keeps_both_hashes(self, world: World) -> None:
        world.add_file(content=b"old")
        world.add_file(content=b"new")
        line = LogEntry.objects.first()
        assert line
        assert (line.action, line.before["sha256"], line.after["sha256"]) == (
            "file replaced",
            sha256(b"old"),
            sha256(b"new"),
        )
        assert DataFile.objects.get().sha256 == sha256(b"new")

    def test_the_class_is_told_of_other_bytes_and_not_of_their_name(self, world: World) -> None:
        world.add_file(content=b"old")
        world.add_file(content=b"old")
        assert Announcement.objects.count() == 0
        world.add_file(content=b"new")
        told = Announcement.objects.get()
        assert told.title == "A data file was replaced"
        assert "train.csv" not in told.text

    @pytest.mark.parametrize("name", ["../up.csv", ".hidden", "a/b.csv", "", "a b.csv", "x" * 101, "a\n.csv", "é.csv"])
    def test_refuses_names_that_are_more_than_names(self, world: World, name: str) -> None:
        upload = received(b"x")
        with pytest.raises(ValidationError):
            add_data_file(
                competition=world.competition, by=By(world.ingrid), upload=upload, name=name, about="", now=NOW
            )
        upload.close()
        assert (DataFile.objects.count(), shelf.hashes()) == (0, [])


class TestRemovingAFile:
    def test_keeps_the_reason_and_the_hash(self, world: World) -> None:
        remove_data_file(file=world.add_file(content=b"hello"), by=By(world.ingrid), reason="It held the answers.")
        line = LogEntry.objects.first()
        assert line
        assert (line.action, line.reason, line.before["sha256"]) == (
            "file removed",
            "It held the answers.",
            sha256(b"hello"),
        )
        assert not DataFile.objects.exists()

    def test_tells_the_class_why(self, world: World) -> None:
        remove_data_file(file=world.add_file(), by=By(world.ingrid), reason="It held the answers.")
        assert list(Announcement.objects.values_list("title", "text")) == [
            ("A data file was removed", "Reason: It held the answers.")
        ]

    def test_twice_is_the_same_as_once(self, world: World) -> None:
        file = world.add_file()
        for _ in range(2):
            remove_data_file(file=file, by=By(world.ingrid), reason="Wrong file.")
        assert LogEntry.objects.filter(action="file removed").count() == 1


def test_bytes_that_no_row_names_go_after_an_hour(world: World) -> None:
    world.add_file(content=b"kept")
    gone, young = world.add_file("gone.csv", b"gone"), world.add_file("young.csv", b"young")
    for file in (gone, young):
        remove_data_file(file=file, by=By(world.ingrid), reason="Wrong file.")
    for content, age in ((b"kept", 7_200), (b"gone", 7_200), (b"young", 60)):
        os.utime(shelf.path(sha256(content)), (time.time() - age,) * 2)
    assert remove_unlisted_files() == 1
    assert shelf.hashes() == sorted([sha256(b"kept"), sha256(b"young")])
