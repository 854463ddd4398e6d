"""Whether a team's new best is better than its best before by more than chance, on the same public rows."""

import logging
from functools import partial
from typing import Any

from competition.stumbles import stumble_of
from scoring.actions.judging.keys import keys
from scoring.actions.judging.public_rows import public_rows
from scoring.judging.failures import failures_refused
from scoring.judging.intervals.comparison import compare
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.submissions import Submission
from scoring.queries.standings import best_before

logger = logging.getLogger(__name__)


def note_gain(*, judgement_pk: int) -> None:
    """Nothing waits for it, so what stumbles is left."""
    if stumble := stumble_of(partial(_note, judgement_pk)):
        logger.error("the gain of judgement %s is unknown: %s", judgement_pk, stumble)


def _note(judgement_pk: int) -> None:
    judgement = Judgement.objects.select_related("key", "submission__team").get(pk=judgement_pk)
    before = best_before(judgement.submission, judgement.key)
    if before is not None:
        gain = _gain(judgement, Submission.objects.get(pk=before.submission))
        Judgement.objects.filter(pk=judgement_pk, state=WorkState.DONE).update(gain=gain)


def _gain(judgement: Judgement, before: Submission) -> dict[str, Any] | None:
    key, metric = judgement.key, keys.key(judgement.key).metric
    ours, theirs = (public_rows(key, each.sha256) for each in (judgement.submission, before))
    with failures_refused():
        found = compare(metric, ours, theirs, keys.key(key).parameters)
    if found is None:  # the rows do not tell
        return None
    return {"against": before.pk, "difference": found.difference, "low": found.low, "high": found.high}
