"""A rescoring ends as a whole: the board is made by the new key from one moment on, or never."""

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from competition.actions.announcements import tell_the_class
from competition.actions.log import By, Values, record
from competition.actions.refused import RefusedError
from scoring import claims
from scoring.actions import seats, standings
from scoring.actions.openings.drafts import lock
from scoring.actions.rescorings.chains import ring_again
from scoring.actions.revealing import copy_again
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import Rescoring, RescoringState
from scoring.models.submissions import Submission
from scoring.queries import rescorings as queries

DECIDED = "This rescoring was {state} already."
WAIT = "Wait until everything is judged: {what} still to go."
FAILED = (
    "Submission {numbers} could not be judged by the new answers, which is our fault. Let the failed ones be judged "
    "again, or drop the rescoring."
)
NOTHING_FAILED = "No submission has failed: there is nothing to judge again."
TITLE = "Scores were worked out again"
TEXT = (
    "All submissions were judged again by corrected answers or another metric, each with its original time. "
    "The reason: {reason}\n\nThe leaderboard shows the new scores."
)


@transaction.atomic
def apply(*, rescoring: Rescoring, by: By, reason: str) -> None:
    """A file that comes in meanwhile waits for the lock, and whoever reads the board sees all of the old or all of the
    new: which of the two counts is one row."""
    held = _held(rescoring)
    competition, old, new = held.competition, held.replaces, held.key
    _hold_still(old, new)
    _check(held)
    counts = queries.judged(held)
    _forget_what_waits(old, by_now=new)
    AnswerKey.objects.filter(pk=old.pk).update(active=False)
    AnswerKey.objects.filter(pk=new.pk).update(active=True)
    _decide(held, RescoringState.APPLIED, by)
    standings.rebuild(key=AnswerKey.objects.get(pk=new.pk))
    copy_again(competition=competition)
    tell_the_class(competition=competition, by=by, title=TITLE, text=TEXT.format(reason=reason))
    told = {"version": new.version, "submissions": counts.total, "changed": counts.changed, "refused": counts.lost}
    _note(held, by, "rescoring applied", before={"version": old.version}, after=told, reason=reason)


@transaction.atomic
def drop(*, rescoring: Rescoring, by: By, reason: str) -> None:
    """What was judged by it stays in the books, and nobody sees it."""
    held = _held(rescoring)
    Judgement.objects.filter(key=held.key, state__in=UNFINISHED).delete()
    _decide(held, RescoringState.DROPPED, by)
    _note(held, by, "rescoring dropped", after={"version": held.key.version}, reason=reason)


@transaction.atomic
def try_again(*, rescoring: Rescoring, by: By) -> int:
    """Another three attempts for what our fault kept from a score."""
    held = _held(rescoring)
    count = claims.begin_anew(queries.failed(held), queued_at=Now())
    if not count:
        raise RefusedError(NOTHING_FAILED)
    for chain in held.chains.all():
        ring_again(chain)
    _note(held, by, "rescoring's failures judged again", after={"submissions": count})
    return count


def _held(rescoring: Rescoring) -> Rescoring:
    """The competition first, as in every deed on its answers."""
    competition = lock(rescoring.competition_id)
    held = Rescoring.objects.select_related("key", "replaces").get(pk=rescoring.pk)
    held.competition = competition
    if held.state != RescoringState.JUDGING:
        raise RefusedError(DECIDED.format(state=held.get_state_display()))
    return held


def _hold_still(*keys: AnswerKey) -> None:
    """Whoever records a score holds its row, and then the board. What is being recorded ends first; the rest waits,
    and then finds out which key counts."""
    waiting = Judgement.objects.filter(key__in=keys, state__in=UNFINISHED).order_by("pk")
    list(waiting.select_for_update().values_list("pk", flat=True))


def _check(rescoring: Rescoring) -> None:
    failed = list(queries.failed(rescoring).order_by("submission").values_list("submission", flat=True)[:5])
    if failed:
        raise RefusedError(FAILED.format(numbers=", ".join(map(str, failed))))
    if left := queries.lagging(rescoring).count():
        raise RefusedError(WAIT.format(what=f"{left:,} submission{'s' if left > 1 else ''}"))


def _forget_what_waits(old: AnswerKey, *, by_now: AnswerKey) -> None:
    """Files that came in a moment ago are judged by the new key alone. One that it has refused already has kept its
    seat so far, since the new key did not count."""
    waiting = Judgement.objects.filter(key=old, state__in=UNFINISHED)
    for submission in _refused(waiting, by_now):
        seats.give_back(submission=submission)
    waiting.delete()


def _refused(waiting: QuerySet[Judgement], key: AnswerKey) -> list[Submission]:
    refused = Judgement.objects.filter(key=key, state=WorkState.REFUSED)
    return list(Submission.objects.filter(judgements__in=waiting).filter(judgements__in=refused))


def _decide(rescoring: Rescoring, state: RescoringState, by: By) -> None:
    Rescoring.objects.filter(pk=rescoring.pk).update(state=state, decided_by=by.user, decided_at=Now())


def _note(
    rescoring: Rescoring, by: By, action: str, *, after: Values, before: Values | None = None, reason: str = ""
) -> None:
    competition = rescoring.competition
    record(
        by=by,
        action=action,
        subject=competition.slug,
        course=competition.course,
        before=before,
        after=after,
        reason=reason,
    )
