"""What beat rings for: jobs that wait or lost their worker, and what has had its time."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from competition.actions.log import By
from competition.config.celery import app
from competition.models.log import LogEntry
from scoring import claims
from scoring.actions.openings.asking import ask
from scoring.actions.openings.tidying import remove_unnamed_files
from scoring.models.claimable import WorkState
from scoring.models.keys import AnswerKey
from scoring.models.openings import InboxFile, Job, Opening, Task
from scoring.shelves import answers, inbox
from scoring.tasks.openings import sweep_openings, tidy_openings
from tests.competition.world import received
from tests.scoring.openings import make_draft, make_job

pytestmark = pytest.mark.django_db(transaction=True)


def test_asking_rings_after_the_commit(messages: Callable[[], list[str]]) -> None:
    job = make_job()
    with transaction.atomic():
        again = ask(job.opening, Task.INSPECT, By(job.asked_by))
        assert messages() == []
    (message,) = messages()
    assert '"task": "scoring.tasks.openings.work"' in message
    assert f'"argsrepr": "({again.pk},)"' in message


def test_the_sweep_rings_for_what_waits_and_for_what_lost_its_worker(
    messages: Callable[[], list[str]], settings: Settings
) -> None:
    waits, works, lost, done = (
        make_job(Opening.objects.create(competition=make_draft(name))) for name in ("a", "b", "c", "d")
    )
    settings.CLAIM_LEASE = 0
    assert claims.claim(Job, lost.pk)
    settings.CLAIM_LEASE = 60
    assert claims.claim(Job, works.pk)
    claim = claims.claim(Job, done.pk)
    assert claim
    claims.finish(claim)
    time.sleep(0.05)
    sweep_openings()
    rung = messages()
    assert [any(f"({job.pk},)" in message for message in rung) for job in (waits, works, lost, done)] == [
        True,
        False,
        True,
        False,
    ]


def test_a_job_that_killed_three_workers_is_given_up_as_our_fault(
    messages: Callable[[], list[str]], settings: Settings
) -> None:
    settings.CLAIM_LEASE = 0
    job = make_job()
    for _ in range(3):
        assert claims.claim(Job, job.pk)
        time.sleep(0.05)
    for _ in range(2):
        sweep_openings()
    job.refresh_from_db()
    assert (job.state, job.error, job.ended_at is None) == (
        WorkState.FAILED,
        "This is our fault, not that of your data: the work was begun 3 times and never came to its end. "
        f"Ask for it once more; if it fails again, tell whoever runs this site that it was job {job.pk}.",
        False,
    )
    assert messages() == []
    assert list(LogEntry.objects.values_list("action", flat=True)) == ["opening's work failed"]


def test_beat_rings_for_every_sweep_on_the_sweep_queue() -> None:
    app.loader.import_default_modules()
    sweeps = {name for name in app.tasks if name.rpartition(".")[2].startswith("sweep")}
    assert sweeps >= {"competition.tasks.sweep", "scoring.tasks.openings.sweep_openings"}
    swept = {entry["task"] for entry in app.conf.beat_schedule.values() if entry["options"]["queue"] == "sweep"}
    assert swept == sweeps


class TestTidying:
    def test_old_jobs_go_once_they_are_done(self) -> None:
        opening = Opening.objects.create(competition=make_draft())
        now = timezone.now()
        ends = (("done", 31), ("failed", 31), ("done", 29))
        jobs = [make_job(opening, state=state, ended_at=now - timedelta(days=days)) for state, days in ends]
        jobs.append(make_job(opening))
        tidy_openings()
        assert sorted(Job.objects.values_list("pk", flat=True)) == [jobs[2].pk, jobs[3].pk]

    def test_bytes_that_no_row_names_go_after_an_hour(self, files: Path) -> None:
        opening = Opening.objects.create(competition=make_draft())
        teacher = make_job(opening).asked_by
        sent, key, gone, young = (self.lying(content) for content in (b"sent", b"key", b"gone", b"young"))
        os.utime(inbox.path(young), None)
        os.utime(answers.path(young), None)
        InboxFile.objects.create(opening=opening, role="labelled", name="a.csv", size=4, sha256=sent, sent_by=teacher)
        AnswerKey.objects.create(competition=opening.competition, version=1, size=3, sha256=key, made_by=teacher)
        assert remove_unnamed_files() == 2
        for shelf in (inbox, answers):
            assert [shelf.holds(each) for each in (sent, key, gone, young)] == [True, True, False, True]

    def lying(self, content: bytes) -> str:
        """On both shelves, for two hours."""
        for shelf in (inbox, answers):
            upload = received(content)
            shelf.keep(upload)
            upload.close()
            os.utime(shelf.path(upload.sha256), (time.time() - 7_200,) * 2)
        return upload.sha256

    def test_drafts_of_killed_workers_go_after_an_hour(self, files: Path) -> None:
        answers.folder.mkdir()
        old, new = answers.folder / "draft-old", answers.folder / "draft-new"
        for folder in (old, new):
            folder.mkdir()
            (folder / "train.csv").write_text("half")
        os.utime(old, (time.time() - 7_200,) * 2)
        assert remove_unnamed_files() == 1
        assert [folder.exists() for folder in (old, new)] == [False, True]
