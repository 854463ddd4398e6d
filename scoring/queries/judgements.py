"""Which judgements wait, and which keys are only being tried out."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from scoring import claims
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import Rescoring, RescoringState

A_FEW = 8
AT_ONCE = 20
LONG = timedelta(seconds=5)


def live_waiting() -> QuerySet[Judgement]:
    """By keys that count; somebody looks at a page meanwhile."""
    return claims.claimable(Judgement).filter(key__active=True)


def next_ones() -> list[int]:
    """A few of those that nobody has begun yet, oldest first. What stumbled once waits for the sweep."""
    untried = Judgement.objects.filter(state=WorkState.QUEUED, attempts=0, key__active=True)
    return list(untried.order_by("pk").values_list("pk", flat=True)[:A_FEW])


def judgements_to_ring_for() -> list[int]:
    """What lost its worker, or waits for longer than a message takes. Only the oldest: whoever comes for one goes on
    with others for a while, and a rush that is rung for as a whole buries the workers under messages."""
    overdue = Q(queued_at__lt=Now() - LONG) | Q(attempts__gt=0)
    return list(live_waiting().filter(overdue).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def spent_judgements() -> QuerySet[Judgement]:
    return claims.spent(Judgement).select_related("key", "submission__team", "submission__competition__course")


def dark_waiting() -> QuerySet[Judgement]:
    """By keys that are tried out. They come after all that is live."""
    return claims.claimable(Judgement).filter(key__active=False, key__rescoring__state=RescoringState.JUDGING)


def is_dark(key: AnswerKey) -> bool:
    """One that was tried out and dropped too; one that counted until another replaced it is not."""
    return Rescoring.objects.filter(key=key).exclude(state=RescoringState.APPLIED).exists()
