"""A judgement from the claim to its end. Only workers load this: it leads to the answers."""

import logging

from django.db.models.functions import Now

from scoring import claims
from scoring.actions.judging.keys import Keys
from scoring.actions.judging.outcomes import Outcome, outcome
from scoring.actions.judging.recording import record
from scoring.claims import Claim
from scoring.models.judgements import Judgement
from scoring.shelves import submissions
from scoring.stumbles import where

logger = logging.getLogger(__name__)
keys = Keys()


def judge_one(*, judgement_pk: int) -> None:
    """Does nothing where somebody else has the row, or it is done."""
    claim = claims.claim(Judgement, judgement_pk, begun_at=Now())
    if claim is None:
        return
    with claims.kept(claim):
        stumble = _worked(claim)
        # Once the error is over: should putting back fail as well, its text does not come into the log as the context.
        if stumble:
            logger.error("judgement %s is tried again: %s", judgement_pk, stumble)
            claims.put_back(claim)


def _worked(claim: Claim[Judgement]) -> str:
    """Where it stumbled, if it did. What is wrong with the file is an outcome; all else is tried again."""
    try:
        row = claim.row.select_related("key", "submission__team", "submission__competition__course").first()
        if row is not None and not record(claim=claim, judgement=row, outcome=_found_out(row)):
            logger.info("judgement %s was overtaken", claim.pk)
    except Exception as stumble:
        return where(stumble)
    return ""


def _found_out(judgement: Judgement) -> Outcome:
    key = keys.key(judgement.key)
    with submissions.open(judgement.submission.sha256) as stream:
        return outcome(key, stream)
