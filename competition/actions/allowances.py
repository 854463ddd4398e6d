"""How often something may be tried. Taken before the costly or guessable step, never counted after it.

One conditional UPDATE decides, so that of fifty parallel tries exactly as many pass as the limit says.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from competition.models.running import Allowance
from competition.rules.limits import Limit


class TooManyTriesError(Exception):
    def __init__(self, limit: Limit, until: datetime) -> None:
        super().__init__(f"too many tries: {limit.what}")
        self.limit = limit
        self.until = until

    @property
    def seconds(self) -> int:
        return max(1, math.ceil((self.until - timezone.now()).total_seconds()))


def take(*, limit: Limit) -> bool:
    """One try, if one is left."""
    now = timezone.now()
    if _count_up(limit, now):
        return True
    new = Allowance(key=limit.key, window_ends_at=now + limit.window, used=0)
    Allowance.objects.bulk_create([new], ignore_conflicts=True)
    return _count_up(limit, now)


def _count_up(limit: Limit, now: datetime) -> bool:
    row = Allowance.objects.filter(key=limit.key)
    if row.filter(window_ends_at__gt=now, used__lt=limit.most).update(used=F("used") + 1):
        return True
    return bool(row.filter(window_ends_at__lte=now).update(used=1, window_ends_at=now + limit.window))


def take_each(*, limits: Sequence[Limit]) -> None:
    """One try of each, or of none. Callers keep one order (account, then address), so that no two lock crosswise."""
    with transaction.atomic():
        for limit in limits:
            if not take(limit=limit):
                raise TooManyTriesError(limit, _ends_at(limit))


def _ends_at(limit: Limit) -> datetime:
    ends_at = Allowance.objects.filter(key=limit.key).values_list("window_ends_at", flat=True).first()
    return ends_at or timezone.now() + limit.window


def give_back(*, limits: Sequence[Limit]) -> None:
    """The try was good: it costs nothing."""
    with transaction.atomic():
        for limit in limits:
            Allowance.objects.filter(key=limit.key, used__gt=0).update(used=F("used") - 1)


def forget_old(*, now: datetime) -> int:
    """Windows long past; for the sweeper."""
    deleted, _ = Allowance.objects.filter(window_ends_at__lt=now - timedelta(days=1)).delete()
    return deleted
