"""The whole way with the real steps: from one labelled table to a competition that can be published."""

import csv
import io
import random
import traceback

import pytest
from django.db import DatabaseError, connection

from competition.actions.competitions import publish
from competition.actions.files import add_data_file
from competition.files import shelf
from competition.models.competitions import Competition
from scoring.actions.openings.progress import Progress
from scoring.actions.openings.working import work_on
from scoring.claims import ClaimLostError
from scoring.models.claimable import WorkState
from scoring.models.keys import AnswerKey
from scoring.models.openings import Job, Task
from scoring.opening.plan import Choices, State
from scoring.shelves import answers, inbox
from tests.competition.world import received
from tests.factories import NOW
from tests.scoring.actions.draft import Draft, sha256

pytestmark = pytest.mark.django_db(transaction=True)
CHOICES = Choices(metric="accuracy", targets=("kind",), columns={"target": "kind"}, test_share=0.5, public_share=0.5)


def beans(rows: int = 4_000) -> bytes:
    """Weights tell the kind, but not for certain."""
    dice, text = random.Random(7), io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["size", "weight", "kind"])
    for _ in range(rows):
        kind = dice.choice(["red", "black", "white"])
        writer.writerow([f"{dice.gauss(0, 1):.5f}", f"{dice.gauss(len(kind), 1):.5f}", kind])
    return text.getvalue().encode()


def work(draft: Draft) -> Job:
    """The live worker hears the bell."""
    job = draft.job
    assert job
    work_on(job_pk=job.pk)
    job.refresh_from_db()
    return job


def brought_in(draft: Draft) -> None:
    draft.send(content=beans())
    assert work(draft).state == WorkState.DONE
    draft.chosen(CHOICES)
    assert work(draft).error == ""


def test_a_labelled_table_becomes_a_competition(draft: Draft) -> None:
    Competition.objects.filter(pk=draft.competition.pk).update(evaluation="Accuracy.", data_description="Beans.")
    brought_in(draft)
    files = {file.name: (file.about, file.sha256) for file in draft.competition.data_files.all()}
    assert {name: told for name, (told, _) in files.items()} == {
        "train.csv": "Rows with their answers, to learn from.",
        "test.csv": "Rows to predict.",
        "sample_submission.csv": "What a submission looks like; it scores, but badly.",
    }
    assert shelf.path(files["train.csv"][1]).read_bytes().startswith(b"id,size,weight,kind\n")
    assert AnswerKey.objects.get().rows == {"train": 2000, "public": 1000, "private": 1000, "ignored": 0}
    assert work(draft).task == Task.CHECK
    assert draft.opening.checklist is not None
    assert [item for item in draft.opening.checklist if item["state"] == State.BAD] == []
    publish(competition=draft.competition, by=draft.by, now=NOW)


def test_the_checklist_looks_at_every_file_that_the_class_gets(draft: Draft) -> None:
    brought_in(draft)
    with received(beans()) as upload:
        add_data_file(
            competition=draft.competition, by=draft.by, upload=upload, name="all.csv", about="Everything.", now=NOW
        )
    work(draft)
    assert draft.opening.checklist is not None
    (given_away,) = (item for item in draft.opening.checklist if item["id"] == "given-away")
    assert given_away["state"] == State.BAD


def test_what_was_sent_lies_where_only_workers_come(draft: Draft) -> None:
    draft.send(content=beans())
    work(draft)
    assert (inbox.holds(sha256(beans())), answers.holds(sha256(beans()))) == (False, True)


def test_what_is_told_of_the_data_quotes_no_cell_of_theirs(draft: Draft) -> None:
    draft.send(content=beans())
    work(draft)
    told = str(draft.opening.understood)
    assert "'kind'" in told
    assert [word for word in ("'red'", "'black'", "'white'") if word in told] == []


def test_choices_that_the_data_do_not_bear_are_told(draft: Draft) -> None:
    draft.send(content=beans(8))
    work(draft)
    draft.chosen(Choices(metric="auc", targets=("kind",), columns={"target": "kind"}))
    job = work(draft)
    assert job.state == WorkState.FAILED
    assert job.error
    assert (draft.opening.made, draft.job) == (None, None)


def test_a_job_that_is_done_or_gone_is_not_worked_on(draft: Draft) -> None:
    draft.send(content=beans())
    job = work(draft)
    work_on(job_pk=job.pk)
    work_on(job_pk=job.pk + 1)
    job.refresh_from_db()
    assert job.attempts == 1


def test_the_same_job_begun_twice_stores_the_same_once(draft: Draft) -> None:
    brought_in(draft)
    first = {(file.name, file.sha256) for file in draft.competition.data_files.all()}
    key = AnswerKey.objects.get().sha256
    Job.objects.filter(task=Task.CHECK).delete()
    Job.objects.filter(task=Task.MAKE).update(state=WorkState.QUEUED, attempts=1)
    work(draft)
    assert {(file.name, file.sha256) for file in draft.competition.data_files.all()} == first
    assert AnswerKey.objects.get().sha256 == key


def test_a_stumble_leaves_the_job_for_another_try(draft: Draft, caplog: pytest.LogCaptureFixture) -> None:
    """A folder where the file should be: an error that nobody foresaw."""
    file = draft.send(content=beans())
    inbox.discard(file.sha256)
    answers.path(file.sha256).mkdir(parents=True)
    job = work(draft)
    assert (job.state, job.attempts, job.token) == (WorkState.QUEUED, 1, "")
    (record,) = caplog.records
    assert record.getMessage().startswith(f"job {job.pk} is tried again: ")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's triggers are functions")
def test_a_job_that_cannot_even_be_put_back_tells_nothing_of_the_data(draft: Draft) -> None:
    file = draft.send(content=beans())
    inbox.discard(file.sha256)
    answers.path(file.sha256).mkdir(parents=True)
    stuck = "BEFORE UPDATE OF state ON scoring_job WHEN NEW.state = 'queued' BEGIN SELECT RAISE(ABORT, 'full'); END"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TRIGGER stuck {stuck}")
        with pytest.raises(DatabaseError) as raised:
            work(draft)
        cursor.execute("DROP TRIGGER stuck")
    assert "IsADirectoryError" not in "".join(traceback.format_exception(raised.value))


def test_progress_is_written_at_most_twice_a_second_and_ends_lost_work(draft: Draft) -> None:
    draft.send()
    claim, _ = draft.begun()
    report = Progress(claim)
    report(10, "Reading beans.csv")
    report(20, "Reading beans.csv")
    assert claim.row.get().percent == 10
    Job.objects.all().delete()
    report.next = 0
    with pytest.raises(ClaimLostError):
        report(30, "Reading beans.csv")
    claim.lost.set()
    with pytest.raises(ClaimLostError):
        report(40, "Reading beans.csv")
