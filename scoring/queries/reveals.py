"""Whether the results are out, and what they still wait for."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from competition.models.competitions import Competition
from competition.queries.clock import database_now
from scoring import claims
from scoring.models.claimable import UNFINISHED
from scoring.models.finals import Reveal
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from teams.models.teams import Extension

CLOSE_STAYS = "The results are out, so the close stays where it was. Open a new competition for more submissions."


def revealed(competition: Competition | int) -> bool:
    """Once and for all: it stays so while the final board is copied anew."""
    return Reveal.objects.filter(competition=competition, key__isnull=False).exists()


def fixed_by_reveal(competition: Competition) -> dict[str, str]:
    """The class has seen who won: a close that moves would say afterwards which files had come in time."""
    return {"closes_at": CLOSE_STAYS} if revealed(competition) else {}


def last_close(competition: Competition) -> datetime:
    extended = Extension.objects.filter(team__competition=competition).values_list("closes_at", flat=True)
    return max([competition.closes_at, *extended])


def is_due(competition: Competition) -> bool:
    """What came in before the last close is all judged, by a key that counts."""
    close = last_close(competition)
    if competition.published_at is None or database_now() < close + patience():
        return False
    key = AnswerKey.objects.filter(competition=competition, active=True).first()
    return key is not None and not _unjudged(key, close).exists()


def patience() -> timedelta:
    """What arrived in time may still be on its way into the database."""
    return timedelta(seconds=settings.REVEAL_PATIENCE)


def _unjudged(key: AnswerKey, close: datetime) -> QuerySet[Judgement]:
    return Judgement.objects.filter(key=key, state__in=UNFINISHED, submission__received_at__lt=close)


def reveals_to_ring_for() -> list[int]:
    """Competitions that closed and whose results nobody has copied, or that are to be copied anew."""
    waiting = claims.claimable(Reveal).values("competition")
    unbegun = ~Exists(Reveal.objects.filter(competition=OuterRef("pk")))
    keyed = Exists(AnswerKey.objects.filter(competition=OuterRef("pk"), active=True))
    closed = Competition.objects.filter(
        keyed, Q(pk__in=waiting) | unbegun, published_at__isnull=False, closes_at__lte=database_now() - patience()
    ).order_by("pk")
    return [competition.pk for competition in closed if is_due(competition)]
