"""What an instructor sends, and what follows from it."""

import pytest
from django.core.exceptions import ValidationError

from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from competition.models.log import LogEntry
from scoring.actions.openings.files import choose_way, remove_file
from scoring.models.openings import InboxFile, Job, Task
from scoring.opening.plan import FileRole, Way
from scoring.shelves import inbox
from tests.competition.world import World
from tests.factories import NOW
from tests.scoring.actions.draft import BEANS, Draft, sha256


class TestSendingAFile:
    def test_puts_its_bytes_into_the_inbox_for_their_owner_alone(self, draft: Draft) -> None:
        file = draft.send()
        assert (file.name, file.role, file.size, file.sha256) == ("beans.csv", "labelled", len(BEANS), sha256(BEANS))
        assert inbox.holds(file.sha256)
        assert inbox.path(file.sha256).stat().st_mode & 0o777 == 0o400

    def test_has_it_inspected(self, draft: Draft) -> None:
        draft.send()
        job = draft.job
        assert job
        assert (job.task, job.asked_by) == (Task.INSPECT, draft.ingrid)

    def test_leaves_one_line_without_its_hash(self, draft: Draft) -> None:
        draft.send()
        line = LogEntry.objects.get()
        told = {"role": "labelled", "name": "beans.csv", "size": len(BEANS)}
        assert (line.action, line.subject, line.before, line.after) == ("opening's file received", "beans", {}, told)

    def test_replaces_the_one_of_its_role_whatever_it_is_called(self, draft: Draft) -> None:
        draft.send()
        draft.send("better.csv")
        assert [file.name for file in draft.opening.files.all()] == ["better.csv"]

    def test_replaces_a_probe_only_by_name(self, draft: Draft) -> None:
        for name, content in (("good.csv", b"a"), ("bad.csv", b"b"), ("good.csv", b"c")):
            draft.send(name, content, FileRole.PROBE, expected=0.5)
        files = draft.opening.files.values_list("name", "sha256", "expected")
        assert list(files) == [("bad.csv", sha256(b"b"), 0.5), ("good.csv", sha256(b"c"), 0.5)]

    def test_under_the_name_of_another_is_refused(self, draft: Draft) -> None:
        draft.send()
        with pytest.raises(RefusedError, match=r"Another file is called beans\.csv already"):
            draft.send("beans.csv", b"x", FileRole.EXTRA)
        assert draft.opening.files.get().role == FileRole.LABELLED

    def test_that_has_no_place_in_the_way_is_refused(self, draft: Draft) -> None:
        with pytest.raises(RefusedError, match="“answers” has no place here"):
            draft.send("answers.csv", b"x", FileRole.ANSWERS)
        assert not InboxFile.objects.exists()

    @pytest.mark.parametrize("name", ["../up.csv", ".hidden", "a b.csv", "", "x" * 101])
    def test_under_a_name_that_is_more_than_a_name_is_refused(self, draft: Draft, name: str) -> None:
        with pytest.raises(ValidationError):
            draft.send(name)
        assert not inbox.holds(sha256(BEANS))

    def test_while_another_is_read_has_all_of_them_read_anew(self, draft: Draft) -> None:
        draft.send()
        claim, _ = draft.begun()
        draft.send("readme.txt", b"Beans.", FileRole.EXTRA)
        assert not claim.row.exists()
        assert Job.objects.get().task == Task.INSPECT


class TestAPublishedCompetition:
    def test_keeps_its_data(self, draft: Draft) -> None:
        Competition.objects.filter(slug="beans").update(published_at=NOW)
        with pytest.raises(RefusedError, match="Take it back to a draft on its overview page first"):
            draft.send()
        assert not InboxFile.objects.exists()

    def test_that_students_work_on_cannot_go_back(self, draft: Draft, world: World) -> None:
        draft.competition = world.competition
        with pytest.raises(RefusedError, match="Students have begun to work with these data"):
            draft.send()


class TestRemovingAFile:
    def test_forgets_what_was_understood_of_it(self, draft: Draft) -> None:
        draft.send()
        draft.inspected()
        remove_file(file=draft.opening.files.get(), by=draft.by)
        assert (draft.opening.understood, draft.job, draft.opening.files.count()) == (None, None, 0)

    def test_twice_is_the_same_as_once(self, draft: Draft) -> None:
        file = draft.send()
        for _ in range(2):
            remove_file(file=InboxFile(pk=file.pk, opening=draft.opening, role=file.role, name=file.name), by=draft.by)
        assert draft.lines() == ["opening's file received", "opening's file removed"]


class TestChoosingAWay:
    def test_lets_go_of_files_that_have_no_place_in_it(self, draft: Draft) -> None:
        draft.send()
        draft.send("map.png", b"x", FileRole.EXTRA)
        choose_way(competition=draft.competition, by=draft.by, way=Way.FILES)
        assert [file.name for file in draft.opening.files.all()] == ["map.png"]
        assert draft.send("answers.csv", b"x", FileRole.ANSWERS).pk

    def test_again_changes_nothing(self, draft: Draft) -> None:
        for _ in range(2):
            choose_way(competition=draft.competition, by=draft.by, way=Way.FILES)
        assert draft.lines() == ["opening's way chosen"]
