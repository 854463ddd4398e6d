"""Asking a worker for what takes a while. Each step asks for the next by itself; people ask where one failed, or where
texts were changed after the checklist. What is under way already is not asked for twice."""

from django.db import transaction

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.bell import ring
from competition.models.competitions import Competition
from scoring.actions.openings.drafts import locked, note
from scoring.actions.openings.resets import forget_checklist, forget_made
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.openings import Job, Opening, Task
from scoring.tasks.openings import work

NOT_READ = "The files have not been read yet. Send them, and wait until they are."
NOT_CHOSEN = "Choose the metric and the columns first."
NOT_MADE = "There is nothing to check yet: have the files made first."


@transaction.atomic
def ask_to_make(*, competition: Competition, by: By) -> Job:
    opening = locked(competition)
    _need(opening.understood, NOT_READ)
    _need(opening.choices, NOT_CHOSEN)
    if job := _under_way(opening, Task.MAKE):
        return job
    forget_made(opening, by)
    note(by, "competition's files asked for", opening)
    return ask(opening, Task.MAKE, by)


@transaction.atomic
def ask_to_check(*, competition: Competition, by: By) -> Job:
    opening = locked(competition)
    _need(opening.made, NOT_MADE)
    if job := _under_way(opening, Task.CHECK):
        return job
    forget_checklist(opening)
    note(by, "launch checklist asked for", opening)
    return ask(opening, Task.CHECK, by)


def ask(opening: Opening, task: Task, by: By) -> Job:
    """The newest wish counts: what was asked for before goes, and whoever works on it will have nowhere to store it."""
    opening.jobs.filter(state__in=UNFINISHED).delete()
    assert by.user, "a job has somebody who asked for it"
    job = Job.objects.create(opening=opening, task=task, asked_by=by.user)
    ring(work, job.pk)
    return job


def _under_way(opening: Opening, task: Task) -> Job | None:
    job = opening.jobs.filter(state__in=UNFINISHED).first()
    if job and job.state == WorkState.RUNNING and job.task != task:
        raise RefusedError(f"Holdout is still {job.get_task_display()}. Wait until that is done, then ask again.")
    return job if job and job.task == task else None


def _need(value: object, otherwise: str) -> None:
    if value is None:
        raise RefusedError(otherwise)
