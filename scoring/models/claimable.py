from __future__ import annotations

from django.db import models


class WorkState(models.TextChoices):
    QUEUED = "queued", "waiting"
    RUNNING = "running", "running"
    DONE = "done", "done"
    FAILED = "failed", "failed"
    REFUSED = "refused", "refused"  # of a judgement: the file is at fault


UNFINISHED = (WorkState.QUEUED.value, WorkState.RUNNING.value)


def state_choices() -> list[tuple[str, str]]:
    return [(value, label) for value, label in WorkState.choices]


class Claimable(models.Model):
    """A row that is its own queue. A worker claims it with a token and a lease, and renews the lease while it works;
    when it dies the lease runs out and the next one begins anew. `scoring.claims` is the one writer of these fields."""

    state = models.CharField(max_length=8, choices=state_choices, default=WorkState.QUEUED)
    token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
