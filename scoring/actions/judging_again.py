"""Another three attempts for a file that our fault kept from a score."""

from django.db import transaction
from django.db.models.functions import Now

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.bell import ring
from scoring import claims
from scoring.actions.log import tell_the_log
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.submissions import Submission
from scoring.queries.keys import active_key
from scoring.tasks.judging import judge

NOTHING_FAILED = "This file did not fail: it is scored, refused, or still waits. Reload the page to see which."


@transaction.atomic
def judge_again(*, submission: Submission, by: By) -> Judgement:
    """The team got its seat back when the last attempt failed, and keeps it: this score is a gift for the wait."""
    failed = Judgement.objects.filter(
        submission=submission, key=active_key(submission.competition), state=WorkState.FAILED
    )
    judgement = failed.select_for_update().first()
    if judgement is None or not claims.begin_anew(failed, queued_at=Now()):
        raise RefusedError(NOTHING_FAILED)
    tell_the_log(by, "submission judged again", submission)
    ring(judge, judgement.pk)
    return judgement
