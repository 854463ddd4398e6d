"""Which judgements wait, and which keys are only being tried out."""

from django.db.models import QuerySet

from scoring import claims
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import Rescoring, RescoringState


def live_waiting() -> QuerySet[Judgement]:
    """By keys that count; somebody looks at a page meanwhile."""
    return claims.claimable(Judgement).filter(key__active=True)


def dark_waiting() -> QuerySet[Judgement]:
    """By keys that are tried out. They come after all that is live."""
    return claims.claimable(Judgement).filter(key__active=False, key__rescoring__state=RescoringState.JUDGING)


def is_dark(key: AnswerKey) -> bool:
    """One that was tried out and dropped too; one that counted until another replaced it is not."""
    return Rescoring.objects.filter(key=key).exclude(state=RescoringState.APPLIED).exists()
