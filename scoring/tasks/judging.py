import logging

from django.conf import settings

from competition.bell import ring_again
from competition.config.celery import app
from scoring.queries.judgements import judgements_to_ring_for, spent_judgements

logger = logging.getLogger(__name__)
# First the work is interrupted; ten seconds later, where nothing listened, the process is killed.
INTERRUPTED, KILLED = settings.JUDGE_TIME_LIMIT, settings.JUDGE_TIME_LIMIT + 10


# It never expires: in a rush messages wait for minutes, and if each were dropped for that nothing would be judged.
@app.task(soft_time_limit=INTERRUPTED, time_limit=KILLED)
def judge(judgement_pk: int) -> None:
    # The web process loads this module to ring, and must not load what leads to the answers.
    from scoring.actions.judging.working import judge_some  # noqa: PLC0415

    judge_some(judgement_pk=judgement_pk)


@app.task(expires=600, soft_time_limit=INTERRUPTED, time_limit=KILLED)
def note_gain(judgement_pk: int) -> None:
    from scoring.actions.judging.gains import note_gain as compare  # noqa: PLC0415

    compare(judgement_pk=judgement_pk)


@app.task
def sweep_judgements() -> None:
    """Every five seconds: ring again for what waits or whose worker died, and give up what three workers died over."""
    from scoring.actions.judging.recording import give_up  # noqa: PLC0415

    for judgement_pk in judgements_to_ring_for():
        ring_again(judge, judgement_pk)
    for judgement in spent_judgements():
        if give_up(judgement=judgement):
            logger.error("judgement %s is given up", judgement.pk)
