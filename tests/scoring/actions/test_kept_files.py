"""Files stay as they came, and only those that somebody sent."""

import os
import time
from io import StringIO

import pytest
from django.core.management import call_command

from competition.actions.log import By
from competition.files import Fault, Shelf, shelf
from scoring.actions.sample_line import follow_publication
from scoring.actions.tidying import remove_unsent_files
from scoring.actions.verifying import verified_files
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission
from scoring.shelves import answers, submissions
from teams.models.teams import Team
from tests.competition.world import World, received
from tests.factories import make_key, make_submission, make_team
from tests.scoring.sending import content_of

HOUR = 3_600


def kept(content: bytes) -> str:
    upload = received(content)
    submissions.keep(upload)
    upload.close()
    return upload.sha256


def age(sha256: str, seconds: int) -> None:
    then = time.time() - seconds
    os.utime(submissions.path(sha256), (then, then))


class TestTidying:
    def test_what_nobody_sent_goes_after_an_hour(self, world: World) -> None:
        young, old = kept(b"young"), kept(b"old")
        age(young, HOUR - 60)
        age(old, HOUR)
        assert remove_unsent_files() == 1
        assert (submissions.holds(young), submissions.holds(old)) == (True, False)

    def test_what_was_sent_stays_for_ever(self, world: World) -> None:
        make_key(world.competition)
        sent = make_submission(make_team(world.competition, world.alice), world.alice)
        age(sent.sha256, 365 * 24 * HOUR)
        assert (remove_unsent_files(), submissions.holds(sent.sha256)) == (0, True)


class TestVerifying:
    @pytest.fixture
    def sent(self, world: World) -> Submission:
        make_key(world.competition)
        world.add_file("train.csv", b"id\n1\n")
        return make_submission(make_team(world.competition, world.alice), world.alice, content_of(1))

    def faults(self) -> dict[str, Fault]:
        return {file.what.rpartition(" ")[0]: file.fault for file in verified_files() if file.fault}

    def told(self) -> tuple[str, str]:
        out, err = StringIO(), StringIO()
        with pytest.raises(SystemExit):
            call_command("verify_files", stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    def test_all_is_well(self, sent: Submission) -> None:
        out = StringIO()
        call_command("verify_files", stdout=out)
        assert out.getvalue() == "3 files are as they came.\n"

    def test_what_was_changed_or_is_gone_is_named(self, world: World, sent: Submission) -> None:
        self.spoil(submissions, sent.sha256)
        answers.path(AnswerKey.objects.get().sha256).unlink()
        assert self.faults() == {
            f"submission {sent.pk}": Fault.CHANGED,
            f"answer key {AnswerKey.objects.get().pk}": Fault.MISSING,
        }
        self.spoil(shelf, world.competition.data_files.get().sha256)
        out, err = self.told()
        assert out == "0 files are as they came.\n"
        assert (
            f"The data file train.csv ({world.competition.data_files.get().sha256}) is not what was put there.\n" in err
        )

    def spoil(self, lies: Shelf, sha256: str) -> None:
        path = lies.path(sha256)
        path.chmod(0o600)
        path.write_bytes(b"other bytes")


class TestTheSampleLine:
    def test_it_is_sent_once_when_the_competition_is_published(self, world: World) -> None:
        key = make_key(world.competition)
        world.add_file("sample_submission.csv", content_of(1))
        for _ in range(2):
            follow_publication(world.competition, By(world.ingrid))
        line, sent = Team.objects.get(), Submission.objects.get()
        assert (line.name, line.kind, sent.team) == ("Sample submission", "benchmark", line)
        assert (sent.author, sent.file_name, sent.judgements.get().key) == (world.ingrid, "sample_submission.csv", key)
        assert not hasattr(sent, "seat")

    def test_without_a_sample_or_answers_there_is_none(self, world: World) -> None:
        follow_publication(world.competition, By(world.ingrid))
        make_key(world.competition)
        follow_publication(world.competition, By(None))
        assert Team.objects.count() == 0

    def test_from_a_terminal_it_is_theirs_who_made_the_answers(self, world: World) -> None:
        make_key(world.competition)
        world.add_file("sample_submission.csv", content_of(1))
        follow_publication(world.competition, By(None))
        assert Submission.objects.get().author == world.ingrid
