"""A job from the claim to its end. Only workers load this: what the steps lean on is large."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from celery.exceptions import SoftTimeLimitExceeded

from competition.files import shelf
from scoring import claims
from scoring.actions.openings.failing import fail
from scoring.actions.openings.progress import Progress
from scoring.actions.openings.storing import store_checklist, store_made, store_understood
from scoring.claims import Claim, ClaimLostError
from scoring.models.keys import AnswerKey
from scoring.models.openings import Job, Opening, Task
from scoring.opening.checklist.checking import check
from scoring.opening.inspection import inspect
from scoring.opening.making import make
from scoring.opening.material import Material
from scoring.opening.plan import Made, OpeningError, Report, Way
from scoring.queries.inputs import fingerprint, texts
from scoring.shelves import answers
from scoring.worker_files import key_file, sent_files

logger = logging.getLogger(__name__)
TOO_LONG = "It took more than half an hour and was stopped. Send smaller files."


def work_on(*, job_pk: int, told: Report | None = None) -> None:
    """Does nothing where somebody else has the job, or it is done or overtaken."""
    claim = claims.claim(Job, job_pk, percent=0, doing="", error="")
    if claim:
        claims.work(claim, partial(_work, claim, Progress(claim, told)))


def _work(claim: Claim[Job], progress: Progress) -> None:
    """What is wrong with the data is told at once; all else is tried again."""
    try:
        _step(claim, progress)
    except OpeningError as problem:
        fail(claim=claim, error=str(problem))
    except SoftTimeLimitExceeded:
        fail(claim=claim, error=TOO_LONG)
    except ClaimLostError:
        logger.info("job %s was overtaken", claim.pk)


def _step(claim: Claim[Job], progress: Progress) -> None:
    job = claim.row.select_related("opening__competition").first()
    if job is None:
        raise ClaimLostError
    task = Task(job.task)
    STEPS[task](claim, job.opening, fingerprint(job.opening, task), progress)


def _inspect(claim: Claim[Job], opening: Opening, seen: str, progress: Progress) -> None:
    understood = inspect(Way(opening.way), sent_files(opening.files.all()), progress)
    store_understood(claim=claim, understood=understood, seen=seen)


def _make(claim: Claim[Job], opening: Opening, seen: str, progress: Progress) -> None:
    files, choices = sent_files(opening.files.all()), opening.chosen
    with answers.draft() as folder:
        made = make(Way(opening.way), files, choices, Path(folder), progress)
        store_made(claim=claim, made=made, seen=seen)


def _check(claim: Claim[Job], opening: Opening, seen: str, progress: Progress) -> None:
    material = Material(
        way=Way(opening.way),
        files=sent_files(opening.files.all()),
        choices=opening.chosen,
        made=_made(opening),
        texts=texts(opening.competition),
    )
    store_checklist(claim=claim, items=check(material, progress), seen=seen)


def _made(opening: Opening) -> Made:
    assert opening.made, "the checklist is asked for once the files are made"
    # Those too that an instructor laid beside what was made: the class gets them all the same.
    public = opening.competition.data_files.all()
    key = AnswerKey.objects.get(competition=opening.competition, active=True)
    return Made({file.name: shelf.path(file.sha256) for file in public}, key_file(key.sha256), opening.made["rows"])


STEPS: dict[Task, Callable[[Claim[Job], Opening, str, Progress], None]] = {
    Task.INSPECT: _inspect,
    Task.MAKE: _make,
    Task.CHECK: _check,
}
