import logging

from django.conf import settings

from competition.bell import ring
from competition.config.celery import app

logger = logging.getLogger(__name__)
HALF_AN_HOUR = 30 * 60


# A message that waited for a minute is dropped: the sweep has rung a dozen times since.
@app.task(expires=60, soft_time_limit=HALF_AN_HOUR, time_limit=HALF_AN_HOUR + 30)
def read_answers(proposal_pk: int) -> None:
    # The web process loads this module to ring, and must not load what leads to the answers.
    from scoring.actions.rescorings.reading import read  # noqa: PLC0415

    read(proposal_pk=proposal_pk)


@app.task(expires=60, soft_time_limit=2 * settings.JUDGE_TIME_LIMIT, time_limit=2 * settings.JUDGE_TIME_LIMIT + 10)
def judge_in_the_dark(chain_pk: int, turn: int) -> None:
    from scoring.actions.judging.working import judge_one  # noqa: PLC0415
    from scoring.actions.rescorings.chains import judge_for_a_moment  # noqa: PLC0415

    judge_for_a_moment(chain_pk=chain_pk, turn=turn, judge=lambda pk: judge_one(judgement_pk=pk))


@app.task
def sweep_rescorings() -> None:
    """Every five seconds: ring again for what waits or whose worker died, and give up what three workers died over."""
    from scoring.actions.rescorings.beginning import give_up  # noqa: PLC0415
    from scoring.queries.rescorings import proposals_given_up, proposals_to_ring_for, silent_chains  # noqa: PLC0415

    for proposal in proposals_given_up():
        if give_up(proposal=proposal):
            logger.error("proposal %s is given up", proposal.pk)
    for proposal_pk in proposals_to_ring_for():
        ring(read_answers, proposal_pk)
    for chain in silent_chains():
        ring(judge_in_the_dark, chain.pk, chain.turn)
