"""Where a file stands in line, and about how long that takes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from scoring.models.claimable import UNFINISHED
from scoring.models.judgements import Judgement
from scoring.rules.pace import Worked, seconds_each

RECENT = timedelta(minutes=1)
ENOUGH = 50


@dataclass(frozen=True)
class Place:
    """`seconds` is None where nothing was scored of late from which it could be told."""

    position: int
    seconds: int | None


def place_of(judgement: Judgement) -> Place:
    """Judgements by a key that does not count yet run behind these, and are not in the way."""
    before = Judgement.objects.filter(pk__lt=judgement.pk)
    ahead = before.filter(state__in=UNFINISHED, key__active=True).count()
    each = seconds_each(_worked(timezone.now()))
    return Place(ahead + 1, None if each is None else max(1, round((ahead + 1) * each)))


def _worked(now: datetime) -> list[Worked]:
    """The last few by number, which is about the order in which they are scored: there is no index by time."""
    ended = Judgement.objects.filter(ended_at__isnull=False, begun_at__isnull=False).order_by("-pk")
    found = ended.values_list("begun_at", "ended_at")[:ENOUGH]
    return [Worked(begun, end) for begun, end in found if begun and end and now - end < RECENT]
