"""What was found out about a submission goes into the database: all of it in one transaction, or nothing. Whoever has
lost the claim by then changes no row."""

from django.db import transaction

from competition.actions.log import THE_SITE
from competition.bell import ring
from scoring import claims
from scoring.actions import seats, standings
from scoring.actions.alarms import Alarm, tell_staff
from scoring.actions.judging.outcomes import Failed, Outcome, Refused, Scored
from scoring.actions.log import tell_the_log
from scoring.actions.revealing import follow_score
from scoring.claims import Claim
from scoring.models.boards import Standing
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.queries.judgements import is_dark
from scoring.tasks.judging import note_gain
from scoring.vault.doors import seal
from teams.models.teams import Team


@transaction.atomic
def record(*, claim: Claim[Judgement], judgement: Judgement, outcome: Outcome) -> bool:
    """False where somebody else has the row by now."""
    match outcome:
        case Scored():
            return _score(claim, judgement, outcome)
        case Refused():
            refused = claims.finish(claim, state=WorkState.REFUSED, problems=outcome.problems)
            return refused and _cost_nothing(judgement)
        case Failed():
            failed = claims.finish(claim, state=WorkState.FAILED)
            return failed and _our_fault(judgement, outcome.cause)


def _score(claim: Claim[Judgement], judgement: Judgement, scored: Scored) -> bool:
    if not claims.finish(claim, public_value=scored.public, low=scored.low, high=scored.high):
        return False
    seal(submission=judgement.submission_id, key=judgement.key_id, sealed=scored.sealed)
    rows = standings.work_out(judgement.key, Team.objects.filter(pk=judgement.submission.team_id))
    if scored.sealed.problem:
        # The same answers are behind it every time. The class sees nothing of it: it is told of the public score alone.
        tell_staff(submission=judgement.submission, what=Alarm.NO_PRIVATE_SCORE, once=f"key {judgement.key_id}")
    if any(_is_new_best(row, judgement) for row in rows):
        ring(note_gain, judgement.pk)
    follow_score(judgement=judgement)
    return True


def _is_new_best(row: Standing, judgement: Judgement) -> bool:
    """Better than another one of the team, on a board that shows bounds: a ladder keeps to itself by how much."""
    return row.submission_id == judgement.submission_id and row.entries > 1 and row.low is not None


@transaction.atomic
def give_up(*, judgement: Judgement) -> bool:
    """After the last attempt."""
    if not claims.give_up(claims.spent(Judgement).filter(pk=judgement.pk)):
        return False
    return _our_fault(judgement, f"It was begun {judgement.attempts} times and never came to its end.")


def _our_fault(judgement: Judgement, cause: str) -> bool:
    submission = judgement.submission
    told = {"answer_key": judgement.key.version, "cause": cause}
    tell_the_log(THE_SITE, "submission not judged", submission, after=told)
    if not is_dark(judgement.key):  # the page of a rescoring says itself what failed
        tell_staff(submission=submission, what=Alarm.OUR_FAULT)
    return _cost_nothing(judgement)


def _cost_nothing(judgement: Judgement) -> bool:
    """The team has its seat back, unless the answers are only being tried out: nothing of that is to be seen."""
    if not is_dark(judgement.key):
        seats.give_back(submission=judgement.submission)
    return True
