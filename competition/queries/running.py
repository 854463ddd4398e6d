"""How the processes are, and whether something waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from competition.models.running import Fault, OutgoingMail, Pulse

MOST_ATTEMPTS = 5
CLAIM_LASTS = timedelta(minutes=2)  # longer than any single sending may take
PAUSE_AFTER_FAILURE = timedelta(minutes=1)


def mail_due() -> QuerySet[OutgoingMail]:
    """Not sent, not given up, and not in the hands of a worker; after each failure the pause doubles."""
    waiting = OutgoingMail.objects.filter(sent_at__isnull=True, attempts__lt=MOST_ATTEMPTS)
    rested = Q(claimed_at__isnull=True)
    for attempts in range(1, MOST_ATTEMPTS):
        pause = CLAIM_LASTS + PAUSE_AFTER_FAILURE * (2 ** (attempts - 1) - 1)
        rested |= Q(attempts=attempts, claimed_at__lt=Now() - pause)
    return waiting.filter(rested)


def mail_is_due() -> bool:
    return not settings.DEMO and mail_due().exists()


@dataclass(frozen=True)
class Vitals:
    """The seconds since each pulse, and how far the web's clock is from the database's."""

    ages: dict[str, float]
    clock_difference: float | None


def vitals() -> Vitals:
    before = datetime.now(UTC)
    rows = list(Pulse.objects.annotate(now=Now()).values_list("name", "at", "now"))
    middle = before + (datetime.now(UTC) - before) / 2
    ages = {name: (now - at).total_seconds() for name, at, now in rows}
    return Vitals(ages, abs((rows[0][2] - middle).total_seconds()) if rows else None)


@dataclass(frozen=True)
class LastFault:
    part: str
    what: str
    age: float


def last_fault() -> LastFault | None:
    newest = Fault.objects.annotate(now=Now()).order_by("-at").values_list("part", "what", "at", "now").first()
    if newest is None:
        return None
    part, what, at, now = newest
    return LastFault(part, what, (now - at).total_seconds())
