"""From what was understood to the checklist; and what no longer holds when something before it changes."""

from dataclasses import replace

import pytest

from competition.actions.competitions import change_texts
from competition.actions.files import add_data_file
from competition.actions.log import plain
from competition.actions.refused import RefusedError
from competition.models.competitions import DataFile
from competition.models.log import LogEntry
from scoring.actions.openings.asking import ask_to_check, ask_to_make
from scoring.actions.openings.failing import fail
from scoring.actions.openings.storing import store_checklist, store_understood
from scoring.models.claimable import WorkState
from scoring.models.keys import AnswerKey
from scoring.models.openings import Job, Task
from scoring.opening.plan import Choices, FileRole, State, Understood
from scoring.shelves import answers
from tests.competition.world import received
from tests.factories import NOW
from tests.scoring.actions.draft import CHOICES, Draft, item, sha256, understood

KEY = b"bean,kind,Usage\n2,black,Public\n"


def test_choices_wait_until_the_files_are_read(draft: Draft) -> None:
    draft.send()
    with pytest.raises(RefusedError, match="have not been read yet"):
        draft.chosen()
    assert draft.inspected()
    assert draft.chosen().chosen == CHOICES


def test_the_log_keeps_the_choices_without_the_seed(draft: Draft) -> None:
    draft.send()
    draft.inspected()
    for _ in range(2):
        draft.chosen()
    line = LogEntry.objects.get(action="opening's choices made")
    assert (line.after["metric"], line.after["targets"], "seed" in line.after) == ("accuracy", ["kind"], False)


def test_choices_stay_with_a_new_file_as_long_as_its_columns_are_there(draft: Draft) -> None:
    draft.send()
    draft.inspected()
    draft.chosen()
    draft.send("more.csv")
    assert (draft.opening.understood, draft.opening.chosen) == (None, CHOICES)
    draft.inspected("bean", "kind")
    assert draft.opening.chosen == CHOICES
    draft.send("other.csv")
    draft.inspected("bean", "colour")
    assert draft.opening.choices is None


def test_what_is_missing_is_said(draft: Draft) -> None:
    draft.send()
    draft.inspected()
    with pytest.raises(RefusedError, match="Choose the metric and the columns first"):
        ask_to_make(competition=draft.competition, by=draft.by)
    with pytest.raises(RefusedError, match="nothing to check yet"):
        ask_to_check(competition=draft.competition, by=draft.by)


def test_what_runs_is_waited_for_and_what_waits_is_replaced(draft: Draft) -> None:
    draft.up_to_the_checklist()
    waits = draft.job
    again = ask_to_make(competition=draft.competition, by=draft.by)
    assert (draft.job, again == waits) == (again, False)
    draft.made()
    draft.begun()
    with pytest.raises(RefusedError, match="still going through the checklist"):
        ask_to_make(competition=draft.competition, by=draft.by)


def test_what_is_under_way_is_not_asked_for_twice(draft: Draft) -> None:
    draft.up_to_the_checklist()
    before = draft.lines()
    waits = ask_to_check(competition=draft.competition, by=draft.by)
    draft.begun()
    assert ask_to_check(competition=draft.competition, by=draft.by) == waits
    assert draft.lines() == before


class TestMakingTheFiles:
    def test_lists_them_for_the_class_and_the_answers_for_nobody(self, draft: Draft) -> None:
        draft.up_to_the_checklist()
        assert list(DataFile.objects.values_list("name", "sha256")) == [
            ("test.csv", sha256(b"bean\n2\n")),
            ("train.csv", sha256(b"bean,kind\n1,red\n")),
        ]
        key = AnswerKey.objects.get()
        assert (key.version, key.metric, key.active, key.sha256, key.size, key.made_by, key.rows["public"]) == (
            (1, "accuracy", True, sha256(KEY), len(KEY), draft.ingrid, 1)
        )
        assert answers.holds(sha256(KEY))
        assert draft.opening.made == {"rows": key.rows, "files": ["test.csv", "train.csv"]}

    def test_is_followed_by_the_checklist(self, draft: Draft) -> None:
        draft.up_to_the_checklist()
        job = draft.job
        assert job
        assert (job.task, job.state) == (Task.CHECK, WorkState.QUEUED)

    def test_again_has_the_same_rows(self, draft: Draft) -> None:
        draft.up_to_the_checklist()
        before = set(DataFile.objects.values_list("name", "sha256"))
        ask_to_make(competition=draft.competition, by=draft.by)
        assert draft.made()
        assert set(DataFile.objects.values_list("name", "sha256")) == before
        assert AnswerKey.objects.get().active

    def test_by_a_worker_that_was_overtaken_lists_nothing(self, draft: Draft) -> None:
        draft.send()
        draft.inspected()
        draft.chosen()
        claim, seen = draft.begun()
        draft.chosen(replace(CHOICES, test_share=0.5))
        assert not draft.stored(claim, seen)
        assert (DataFile.objects.count(), AnswerKey.objects.count(), draft.opening.made) == (0, 0, None)

    @pytest.mark.parametrize("change", ["a labelled file", "the choices"])
    def test_comes_to_nothing_when_what_it_rests_on_changes(self, draft: Draft, change: str) -> None:
        draft.up_to_the_checklist()
        draft.checked()
        if change == "the choices":
            draft.chosen(replace(CHOICES, public_share=0.5))
        else:
            draft.send("more.csv", b"bean,kind\n")
        opening = draft.opening
        assert (opening.made, opening.checklist, opening.checked_at, opening.checked_for) == (None, None, None, "")
        assert not DataFile.objects.exists()
        assert not AnswerKey.objects.get().active

    def test_leaves_files_alone_that_somebody_added_by_hand(self, draft: Draft) -> None:
        draft.up_to_the_checklist()
        upload = received(b"Beans.", "readme.txt")
        add_data_file(competition=draft.competition, by=draft.by, upload=upload, name="readme.txt", about="", now=NOW)
        upload.close()
        draft.chosen(replace(CHOICES, public_share=0.5))
        assert [file.name for file in DataFile.objects.all()] == ["readme.txt"]


class TestTheChecklist:
    def test_is_kept_with_what_it_was_made_for(self, draft: Draft) -> None:
        draft.up_to_the_checklist()
        assert draft.checked(State.GOOD, State.WARNING)
        opening = draft.opening
        assert opening.checklist == [plain(item(state).as_plain()) for state in (State.GOOD, State.WARNING)]
        assert (len(opening.checked_for), opening.checked_at, draft.job) == (64, NOW, None)

    def test_of_texts_that_changed_meanwhile_is_gone_through_again(self, draft: Draft) -> None:
        draft.up_to_the_checklist()
        claim, seen = draft.begun()
        change_texts(competition=draft.competition, by=draft.by, values={"evaluation": "Log loss."})
        assert not store_checklist(claim=claim, items=[item()], seen=seen)
        job = draft.job
        assert job
        assert (job.state, job.attempts, draft.opening.checklist) == (WorkState.QUEUED, 0, None)

    def test_is_gone_through_again_for_a_new_probe_and_nothing_is_made_again(self, draft: Draft) -> None:
        draft.up_to_the_checklist()
        draft.checked()
        draft.send("probe.csv", b"bean,kind\n2,red\n", FileRole.PROBE, expected=0.0)
        assert draft.opening.checklist is None
        draft.inspected()
        job = draft.job
        assert job
        assert (job.task, DataFile.objects.count()) == (Task.CHECK, 2)


def test_data_that_cannot_be_used_end_the_job_with_the_reason(draft: Draft) -> None:
    draft.send()
    claim, seen = draft.begun()
    assert fail(claim=claim, error="The file has no column.")
    job = Job.objects.get()
    assert (job.state, job.error, job.token) == (WorkState.FAILED, "The file has no column.", "")
    assert not store_understood(claim=claim, understood=understood(), seen=seen)


def test_each_step_leaves_its_line(draft: Draft) -> None:
    draft.up_to_the_checklist()
    draft.checked(State.GOOD, State.BAD)
    assert draft.lines() == [
        "opening's file received",
        "opening's files understood",
        "opening's choices made",
        "file added",
        "file added",
        "competition's files made",
        "launch checklist gone through",
    ]
    assert LogEntry.objects.filter(actor=draft.ingrid).count() == 7
    last = LogEntry.objects.first()
    assert last
    assert last.after == {"good": 1, "warning": 0, "bad": 1}


def test_what_is_stored_can_be_read_back(draft: Draft) -> None:
    draft.send()
    draft.inspected()
    opening = draft.chosen()
    assert opening.understood is not None
    assert Understood.from_plain(opening.understood) == understood()
    assert Choices.from_plain(draft.opening.choices or {}) == CHOICES
