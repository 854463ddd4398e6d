"""An opening's work at a terminal, beside workers that may be quicker."""

from threading import Thread

import pytest
from django.db import connection
from pytest_django import Settings

from competition.actions.refused import RefusedError
from scoring import claims
from scoring.actions.openings.foreground import finish_jobs
from scoring.actions.openings.working import work_on
from scoring.models.openings import Job, Task
from scoring.opening.plan import Choices
from scoring.shelves import answers, inbox
from tests.scoring.actions.draft import Draft
from tests.scoring.management.folder import beans

pytestmark = pytest.mark.django_db(transaction=True)
CHOICES = Choices(metric="accuracy", targets=("kind",), test_share=0.5, public_share=0.5)


def finished(draft: Draft) -> list[str]:
    heard: list[str] = []
    finish_jobs(opening=draft.opening, told=lambda percent, doing: heard.append(doing))
    return heard


def test_all_that_follows_is_done_until_nothing_is_left(draft: Draft) -> None:
    draft.send(content=beans().encode())
    assert finished(draft)[0] == "Reading the files"
    draft.chosen(CHOICES)
    heard = finished(draft)
    assert heard[0] == "Making the competition's files"
    assert "Going through the checklist" in heard
    assert (draft.job, draft.opening.checklist is None) == (None, False)


def test_what_another_worker_has_is_waited_for(draft: Draft) -> None:
    draft.send(content=beans().encode())
    claim, _ = draft.begun()
    claim.row.update(percent=30, doing="Reading beans.csv")

    def other() -> None:
        try:
            claims.put_back(claim)
            work_on(job_pk=claim.pk)
        finally:
            connection.close()

    heard: list[str] = []

    def told(percent: int, doing: str) -> None:
        heard.append(doing)
        if doing == "Reading beans.csv" and not worker.is_alive() and worker.ident is None:
            worker.start()

    worker = Thread(target=other)
    finish_jobs(opening=draft.opening, told=told)
    worker.join()
    assert heard[:2] == ["Reading the files", "Reading beans.csv"]
    assert draft.opening.understood is not None


def test_a_job_that_fails_ends_it_with_its_sentence(draft: Draft) -> None:
    draft.send(content=beans().encode())
    finished(draft)
    draft.chosen(Choices(metric="accuracy", targets=("sort",)))
    with pytest.raises(RefusedError, match="There is no column “sort”"):
        finished(draft)


def test_a_job_that_nobody_can_finish_is_given_up(draft: Draft, settings: Settings) -> None:
    """A folder where the file should be: an error that nobody foresaw."""
    file = draft.send(content=beans().encode())
    inbox.discard(file.sha256)
    answers.path(file.sha256).mkdir(parents=True)
    with pytest.raises(RefusedError, match="This is our fault, not that of your data"):
        finished(draft)
    assert Job.objects.get(task=Task.INSPECT).attempts == settings.CLAIM_ATTEMPTS
