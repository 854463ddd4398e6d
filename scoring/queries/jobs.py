from datetime import timedelta

from django.db.models import QuerySet
from django.db.models.functions import Now

from scoring import claims
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.openings import Job, Opening

KEPT_FOR = timedelta(days=30)


def jobs_to_ring_for() -> list[int]:
    return list(claims.claimable(Job).order_by("pk").values_list("pk", flat=True))


def unfinished_job(opening: Opening) -> Job | None:
    return opening.jobs.filter(state__in=UNFINISHED).first()


def old_jobs() -> QuerySet[Job]:
    return Job.objects.filter(state__in=(WorkState.DONE, WorkState.FAILED), ended_at__lt=Now() - KEPT_FOR)
