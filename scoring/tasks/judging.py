import logging

from django.conf import settings

from competition.config.celery import app

logger = logging.getLogger(__name__)


# A message that waited for a minute is dropped: the sweep has rung a dozen times since.
@app.task(expires=60, time_limit=settings.JUDGE_TIME_LIMIT)
def judge(judgement_pk: int) -> None:
    # The web process loads this module to ring, and must not load what leads to the answers.
    from scoring.actions.judging.working import judge_one  # noqa: PLC0415

    judge_one(judgement_pk=judgement_pk)
