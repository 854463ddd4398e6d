import logging
from importlib import import_module
from threading import Thread
from typing import Any

from celery.signals import worker_process_init

from competition.bell import ring
from competition.config.celery import app
from scoring import claims
from scoring.actions.openings.failing import give_up
from scoring.actions.openings.tidying import forget_old_jobs, remove_unnamed_files
from scoring.models.openings import Job
from scoring.queries.jobs import jobs_to_ring_for

logger = logging.getLogger(__name__)
HALF_AN_HOUR = 30 * 60


@worker_process_init.connect
def warm_up(**_: Any) -> None:
    """What the work leans on takes seconds to load. Aside, for a process that is not up at once is given up."""
    if app.conf.task_default_queue in app.amqp.queues.consume_from:
        Thread(target=_load, name="warming up", daemon=True).start()


def _load() -> None:
    for module in ("scoring.actions.judging.working", "scoring.actions.openings.working"):
        import_module(module)


# A message that waited for a minute is dropped: the sweep has rung a dozen times since.
@app.task(expires=60, soft_time_limit=HALF_AN_HOUR, time_limit=HALF_AN_HOUR + 30)
def work(job_pk: int) -> None:
    # The web process loads this module to ring, and must not load what the work leans on.
    from scoring.actions.openings.working import work_on  # noqa: PLC0415

    work_on(job_pk=job_pk)


@app.task
def sweep_openings() -> None:
    """Every five seconds: ring again for jobs that wait or whose worker died, and give up those that killed three."""
    for job in claims.spent(Job):
        if give_up(job=job):
            logger.error("job %s is given up", job.pk)
    for job_pk in jobs_to_ring_for():
        ring(work, job_pk)


@app.task
def tidy_openings() -> None:
    """Every ten minutes: throw away what has had its time."""
    forget_old_jobs()
    remove_unnamed_files()
