"""A judgement from the claim to its end. Only workers load this: it leads to the answers."""

import logging
import os
from functools import partial
from time import monotonic

from django.db.models.functions import Now

from scoring import claims
from scoring.actions.judging.keys import keys
from scoring.actions.judging.outcomes import Outcome, outcome
from scoring.actions.judging.recording import record
from scoring.claims import Claim
from scoring.models.judgements import Judgement
from scoring.queries.judgements import next_ones
from scoring.shelves import submissions

logger = logging.getLogger(__name__)
A_MOMENT = 1.0  # seconds


def judge_some(*, judgement_pk: int) -> None:
    """That one, and for a moment what else came in live: in a rush this saves most of the messages."""
    end = monotonic() + A_MOMENT
    judge_one(judgement_pk=judgement_pk)
    while monotonic() < end and (waiting := next_ones()):
        # Not every worker the same one.
        judge_one(judgement_pk=waiting[os.getpid() % len(waiting)])


def judge_one(*, judgement_pk: int) -> None:
    """Does nothing where somebody else has the row, or it is done."""
    claim = claims.claim(Judgement, judgement_pk, begun_at=Now())
    if claim:
        claims.work(claim, partial(_judge, claim))


def _judge(claim: Claim[Judgement]) -> None:
    """What is wrong with the file is an outcome; all else is tried again."""
    row = claim.row.select_related("key", "submission__competition").first()
    if row is not None and not record(claim=claim, judgement=row, outcome=_found_out(row)):
        logger.info("judgement %s was overtaken", claim.pk)


def _found_out(judgement: Judgement) -> Outcome:
    key = keys.key(judgement.key)
    with submissions.open(judgement.submission.sha256) as stream:
        return outcome(key, stream)
