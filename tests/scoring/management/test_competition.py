"""A competition leaves as one archive and comes back elsewhere as a draft that is worth the same."""

import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError
from pytest_django import Settings

from competition.files import shelf
from competition.models.competitions import Competition, DataFile
from competition.models.courses import Course, Role
from competition.models.log import LogEntry
from competition.models.people import User
from scoring.judging.answers import read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.verdict import Verdict, judge
from scoring.models.keys import AnswerKey
from scoring.models.openings import InboxFile, Opening
from scoring.shelves import answers
from tests.factories import enrol, make_course, make_submission, make_team, make_user
from tests.scoring.management.folder import Folder, said

pytestmark = pytest.mark.django_db(transaction=True)
Spoil = Callable[[dict[str, bytes]], None]


@pytest.fixture(autouse=True)
def august() -> Iterator[None]:
    with time_machine.travel("2026-08-20", tick=True):
        yield


@pytest.fixture
def archive(tmp_path: Path, files: Path) -> Path:
    """Of Three beans, published; and Ingrid leads the course of the next term, too."""
    ingrid = make_user("Ingrid")
    Folder.made_in(tmp_path / "course").apply()
    spring = make_course("dl-2027", term="Spring 2027", first_day=date(2027, 1, 11), last_day=date(2027, 5, 7))
    enrol(ingrid, spring, Role.INSTRUCTOR)
    said("competition", "export", "beans", "--to", str(tmp_path / "beans.zip"))
    return tmp_path / "beans.zip"


def take_in(archive: Path, *options: str, name: str = "ingrid@example.org", course: str = "dl-2027") -> list[str]:
    return said("competition", "import", str(archive), "--course", course, "--as", name, *options)


def refusal(archive: Path, *options: str) -> str:
    with pytest.raises(CommandError) as caught:
        take_in(archive, *(options or ("--address", "again")))
    return str(caught.value)


def members(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def spoilt(archive: Path, spoil: Spoil) -> Path:
    content = members(archive)
    spoil(content)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for name, each in content.items():
            target.writestr(name, each)
    return archive


def retold(change: Callable[[dict[str, Any]], None]) -> Spoil:
    """With another manifest."""

    def spoil(content: dict[str, bytes]) -> None:
        manifest = json.loads(content["manifest.json"])
        change(manifest)
        content["manifest.json"] = json.dumps(manifest).encode()

    return spoil


def told(**changes: Any) -> Spoil:
    return retold(lambda manifest: manifest.update(changes))


def verdict(competition: Competition) -> Verdict:
    """Of the sample submission."""
    key = AnswerKey.objects.get(competition=competition)
    sample = shelf.path(competition.data_files.get(name="sample_submission.csv").sha256)
    with answers.open(key.sha256) as truth, sample.open("rb") as submission:
        return judge(read_answers(truth, METRICS[key.metric], key.parameters, key.columns), submission)


class TestThereAndBack:
    def test_files_answers_texts_and_verdicts_are_the_same(self, archive: Path) -> None:
        """All bytes and rows of the first site are gone by then."""
        original = Competition.objects.get()
        files = {file.name: shelf.path(file.sha256).read_bytes() for file in original.data_files.all()}
        key, worth = AnswerKey.objects.get(), verdict(original)
        secret = answers.path(key.sha256).read_bytes()
        sent = list(InboxFile.objects.values_list("role", "name", "size", "sha256", "expected"))
        for each in (shelf, answers):
            for sha256 in each.hashes():
                each.discard(sha256)
        take_in(archive, "--address", "beans-2027")
        copy = Competition.objects.get(slug="beans-2027")
        assert {file.name: shelf.path(file.sha256).read_bytes() for file in copy.data_files.all()} == files
        assert answers.path(AnswerKey.objects.get(competition=copy).sha256).read_bytes() == secret
        assert list(copy.opening.files.values_list("role", "name", "size", "sha256", "expected")) == sent
        assert verdict(copy) == worth
        same = ("title", "tagline", "description", "evaluation", "data_description", "accent", "daily_limit")
        assert [getattr(copy, name) for name in same] == [getattr(original, name) for name in same]
        assert copy.rules_versions.get().text == "Play fair."

    def test_the_copy_is_a_draft_of_the_new_term_whose_checklist_is_green(self, archive: Path) -> None:
        lines = take_in(archive, "--address", "beans-2027")
        assert lines[-1] == "beans-2027 is a draft of dl-2027 now. Look at its dates, then publish it."
        assert "  good  Probe files get their expected verdicts: 1 probe got the expected verdict." in lines
        copy = Competition.objects.get(slug="beans-2027")
        assert (copy.published_at, copy.opens_at.isoformat()) == (None, "2027-01-19T15:00:00+00:00")

    def test_both_ways_leave_a_line(self, archive: Path) -> None:
        take_in(archive, "--address", "beans-2027")
        out, back = LogEntry.objects.filter(action__in=["competition exported", "competition imported"]).order_by("id")
        assert (out.subject, out.actor_name) == ("beans", "command line")
        assert out.after == {"files": 3, "sent": 2, "size": archive.stat().st_size}
        assert (back.subject, back.course) == ("beans-2027", Course.objects.get(slug="dl-2027"))

    def test_the_same_competition_is_the_same_archive_for_its_owner_alone(self, archive: Path) -> None:
        again = archive.with_name("again.zip")
        said("competition", "export", "beans", "--to", str(again), "--as", "ingrid@example.org")
        assert again.read_bytes() == archive.read_bytes()
        assert archive.stat().st_mode & 0o777 == 0o600

    def test_what_the_class_has_sent_stays_at_home(self, archive: Path) -> None:
        alice, original = User.objects.get(email="alice@example.org"), Competition.objects.get()
        make_submission(make_team(original, alice, name="Pair"), alice)
        again = archive.with_name("again.zip")
        said("competition", "export", "beans", "--to", str(again))
        assert again.read_bytes() == archive.read_bytes()
        take_in(again, "--address", "beans-2027")
        copy = Competition.objects.get(slug="beans-2027")
        assert (copy.teams.count(), copy.submissions.count()) == (0, 0)

    def test_what_is_in_it_can_be_read_by_name_and_lies_there_once(self, archive: Path) -> None:
        assert [*members(archive)] == [
            "manifest.json",
            "public/sample_submission.csv",
            "public/test.csv",
            "public/train.csv",
            "answers/answers.csv",
            "sent/beans.csv",
            "sent/short.csv",
        ]

    def test_a_draft_without_data_travels_too(self, archive: Path, tmp_path: Path) -> None:
        original = Competition.objects.get()
        bare = Competition.objects.create(
            course=original.course,
            slug="bare",
            title="Bare",
            opens_at=original.opens_at,
            teams_lock_at=original.teams_lock_at,
            closes_at=original.closes_at,
        )
        bare.rules_versions.create(number=1, text="Play.", changed_by=enrolled_ingrid())
        said("competition", "export", "bare", "--to", str(tmp_path / "bare.zip"))
        take_in(tmp_path / "bare.zip", "--address", "bare-2027")
        assert Opening.objects.get(competition__slug="bare-2027").understood is None


def enrolled_ingrid() -> User:
    return Course.objects.get(slug="dl-2027").enrolments.get().user


def extra(content: dict[str, bytes]) -> None:
    content["../../etc/passwd"] = b"x"


def outside(content: dict[str, bytes]) -> None:
    content["public/../../up.csv"] = content.pop("public/sample_submission.csv")
    retold(lambda manifest: manifest["public"][0].update(name="../../up.csv"))(content)


def other_bytes(content: dict[str, bytes]) -> None:
    content["public/test.csv"] = content["public/test.csv"][::-1]


def more_bytes(content: dict[str, bytes]) -> None:
    content["public/test.csv"] += b"1\n"


def missing(content: dict[str, bytes]) -> None:
    del content["public/test.csv"]


def no_manifest(content: dict[str, bytes]) -> None:
    del content["manifest.json"]


def broken(content: dict[str, bytes]) -> None:
    content["manifest.json"] = content["manifest.json"][:-20]


def judged_by(metric: str) -> Spoil:
    return retold(lambda manifest: manifest["answers"].update(metric=metric))


def twice(manifest: dict[str, Any]) -> None:
    manifest["sent"].append(manifest["sent"][0] | {"name": "other.csv"})


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (extra, "It holds other files than its manifest says."),
        (missing, "It holds other files than its manifest says."),
        (outside, "It holds a file called '../../up.csv'. Rename the file"),
        (other_bytes, "public/test.csv is not what its manifest says: its hash differs."),
        (more_bytes, "public/test.csv has another size than its manifest says."),
        (no_manifest, "This is no archive of a competition: it has no manifest.json."),
        (broken, "Its manifest is damaged (JSONDecodeError)."),
        (told(version=2), "It is written in version 2 of the format, and this site reads version 1."),
        (told(format="zip"), "This is no archive of a competition."),
        (told(way="magic"), "Its manifest is damaged (ValueError)."),
        (told(zone="Mars/Olympus"), "Its manifest is damaged (ZoneInfoNotFoundError)."),
        (told(dates={}), "Its manifest is damaged (ValueError)."),
        (told(rules=1), "Its manifest is damaged (TypeError)."),
        (told(public=[{}]), "Its manifest is damaged (TypeError)."),
        (told(answers=None), "Its manifest is damaged (ValueError)."),
        (told(settings={}), "Its settings are not those of a competition."),
        (judged_by("future"), "It is scored by “future”, which this site does not know."),
        (judged_by("rmse"), "Its answers cannot be read: "),
        (retold(twice), "What its manifest says contradicts itself."),
    ],
)
def test_what_was_tampered_with_is_refused_and_leaves_nothing(archive: Path, spoil: Spoil, words: str) -> None:
    rows = [model.objects.count() for model in (Competition, DataFile, InboxFile, AnswerKey, Opening, LogEntry)]
    assert refusal(spoilt(archive, spoil)).startswith(f"{archive}: {words}")
    assert rows == [model.objects.count() for model in (Competition, DataFile, InboxFile, AnswerKey, Opening, LogEntry)]
    assert [path.name for path in answers.folder.glob("draft-*")] == []


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_one_that_was_cut_short_is_refused(archive: Path, share: float) -> None:
    content = archive.read_bytes()
    archive.write_bytes(content[: int(share * len(content))])
    assert "It is cut short, damaged, or no zip at all." in refusal(archive)


def test_one_whose_bytes_were_changed_on_the_way_is_refused(archive: Path) -> None:
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 0xFF
    archive.write_bytes(content)
    assert "It is cut short, damaged, or no zip at all." in refusal(archive)


def test_files_that_are_too_large_here_are_refused(archive: Path, settings: Settings) -> None:
    settings.LARGEST_DATA_FILE = 1_000
    assert "this site takes 1,000 at most." in refusal(archive)


def test_an_address_that_is_taken_asks_for_another(archive: Path) -> None:
    assert "Give another one with --address." in refusal(archive, "--address", "beans")
    assert "This address is taken on this site." in refusal(archive, "--address", "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "none", "--to", "x.zip"], "There is no competition with the address 'none'."),
        (["import", "none.zip", "--course", "none", "--as", "ingrid@example.org"], "There is no course with the"),
        (["import", "none.zip", "--course", "dl-2027", "--as", "ingrid@example.org"], "There is no file none.zip."),
        (["import", "none.zip", "--course", "dl-2027", "--as", "bob@example.org"], "does not lead dl-2027."),
    ],
)
def test_what_can_not_be_done_is_said(archive: Path, arguments: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        said("competition", *arguments)


def test_no_other_file_is_written_over(archive: Path) -> None:
    with pytest.raises(CommandError, match=r"is there already\. Choose another name"):
        said("competition", "export", "beans", "--to", str(archive))


def test_damage_on_the_disk_is_noticed_before_it_travels(archive: Path) -> None:
    path = shelf.path(DataFile.objects.get(name="test.csv").sha256)
    path.chmod(0o600)
    path.write_bytes(b"x")
    with pytest.raises(CommandError, match=r"public/test\.csv is damaged on this site's disk"):
        said("competition", "export", "beans", "--to", str(archive.with_name("again.zip")))
    assert not archive.with_name("again.zip").exists()
    assert [path.name for path in archive.parent.glob(".archive-*")] == []
