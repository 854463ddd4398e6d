"""Staff take a submission out of the count, and back in. The submission itself stays as it was sent."""

from django.db import transaction

from competition.actions.log import By
from competition.actions.refused import RefusedError
from scoring.actions.log import tell_the_log
from scoring.actions.revealing import copy_again
from scoring.actions.standings import refresh_boards
from scoring.models.submissions import Submission, Voiding

ALREADY = "This submission is void already. Its page says why."


@transaction.atomic
def void(*, submission: Submission, by: By, reason: str) -> Voiding:
    """It keeps its seat: a team does not get an upload back because the staff threw one out."""
    assert by.user, "a voiding has somebody who answers for it"
    voiding, new = Voiding.objects.get_or_create(submission=submission, defaults={"reason": reason, "by": by.user})
    if not new:
        raise RefusedError(ALREADY)
    _rank_again(submission)
    tell_the_log(by, "submission voided", submission, reason=reason)
    return voiding


@transaction.atomic
def unvoid(*, submission: Submission, by: By) -> None:
    """Twice is the same as once."""
    lifted = Voiding.objects.filter(submission=submission).first()
    if lifted is not None and lifted.delete()[0]:
        _rank_again(submission)
        tell_the_log(by, "submission counted again", submission, reason=f"It was void: {lifted.reason}"[:300])


def _rank_again(submission: Submission) -> None:
    """Before the log: whoever records a score holds the board first, too. After the reveal the final board follows."""
    refresh_boards(teams=[submission.team])
    copy_again(competition=submission.competition)
