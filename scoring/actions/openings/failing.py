"""How a job ends that comes to nothing, and says why."""

from django.db import transaction

from competition.actions.log import By
from scoring import claims
from scoring.actions.openings.drafts import lock, note
from scoring.claims import Claim
from scoring.models.claimable import WorkState
from scoring.models.openings import Job


@transaction.atomic
def fail(*, claim: Claim[Job], error: str) -> bool:
    job = locked_job(claim.row.first())
    if job is None or not claims.finish(claim, state=WorkState.FAILED, doing="", error=error):
        return False
    _note_failure(job, error)
    return True


@transaction.atomic
def give_up(*, job: Job) -> bool:
    """After the last attempt."""
    ours = (
        f"This is our fault, not that of your data: the work was begun {job.attempts} times and never came to its end. "
        f"Ask for it once more; if it fails again, tell whoever runs this site that it was job {job.pk}."
    )
    if not locked_job(job) or not claims.give_up(claims.spent(Job).filter(pk=job.pk), doing="", error=ours):
        return False
    _note_failure(job, ours)
    return True


def locked_job(job: Job | None) -> Job | None:
    """The competition before the job, as in every deed on an opening: two of them never wait for each other."""
    if job is not None:
        job.opening.competition = lock(job.opening.competition_id)
    return job


def _note_failure(job: Job, error: str) -> None:
    note(By(job.asked_by), "opening's work failed", job.opening, after={"task": job.task, "error": error})
