"""An opening's work at a terminal: the very jobs that a worker would take, one after the other, until none is left.
Where the site runs as well, its workers may be quicker; then their progress is watched."""

from time import sleep

from competition.actions.refused import RefusedError
from scoring import claims
from scoring.actions.openings.failing import give_up
from scoring.actions.openings.working import work_on
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.openings import Job, Opening
from scoring.opening.plan import Report
from scoring.queries.jobs import unfinished_job

LOOKED_EVERY = 0.2  # seconds


def finish_jobs(*, opening: Opening, told: Report) -> None:
    """A job that fails ends it with its own sentence."""
    while job := unfinished_job(opening):
        told(0, f"{job.get_task_display()[0].upper()}{job.get_task_display()[1:]}")
        work_on(job_pk=job.pk, told=told)
        _wait_for(job, told)
    newest = opening.jobs.first()
    if newest and newest.state == WorkState.FAILED:
        raise RefusedError(newest.error)


def _wait_for(job: Job, told: Report) -> None:
    """Another worker has it, or it waits for another try."""
    left = Job.objects.filter(pk=job.pk, state__in=UNFINISHED).first()
    if left is None:
        return
    if claims.spent(Job).filter(pk=left.pk).exists():
        give_up(job=left)
    elif left.state == WorkState.RUNNING:
        told(left.percent, left.doing)
        sleep(LOOKED_EVERY)
