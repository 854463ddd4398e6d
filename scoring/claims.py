"""Claiming a row that is its own queue: by one conditional UPDATE, for a few seconds, which are renewed for as long as
the work goes on. However many workers hear the bell, one has the row; one that died, or was too slow, has lost it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from secrets import token_hex
from threading import Event, Thread
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from competition.stumbles import stumble_of
from scoring.models.claimable import Claimable, WorkState

logger = logging.getLogger(__name__)
Row = TypeVar("Row", bound=Claimable)


class ClaimLostError(Exception):
    """Somebody else has the row by now, or it is gone: what is being worked out will not be stored."""


@dataclass(frozen=True)
class Claim(Generic[Row]):
    model: type[Row]
    pk: int
    token: str
    lost: Event = field(default_factory=Event)

    @property
    def row(self) -> QuerySet[Row]:
        """Empty as soon as the token no longer holds."""
        return self.model._base_manager.filter(pk=self.pk, token=self.token, state=WorkState.RUNNING)


def due(model: type[Row]) -> QuerySet[Row]:
    """What nobody works on: it waits, or whoever had it let the lease run out."""
    run_out = Q(state=WorkState.RUNNING, lease_until__lt=Now())
    return model._base_manager.filter(Q(state=WorkState.QUEUED) | run_out)


def claimable(model: type[Row]) -> QuerySet[Row]:
    return due(model).filter(attempts__lt=settings.CLAIM_ATTEMPTS)


def spent(model: type[Row]) -> QuerySet[Row]:
    """What every attempt failed at."""
    return due(model).filter(attempts__gte=settings.CLAIM_ATTEMPTS)


def claim(model: type[Row], pk: int, **fresh: Any) -> Claim[Row] | None:
    """`fresh` is what the row begins with at each attempt."""
    token = token_hex(16)
    taken = claimable(model).filter(pk=pk)
    values = {"state": WorkState.RUNNING, "token": token, "lease_until": _lease(), "attempts": F("attempts") + 1}
    return Claim(model, pk, token) if taken.update(**values | fresh) else None


def renew(claim: Claim[Any]) -> bool:
    held = claim.row.update(lease_until=_lease()) == 1
    if not held:
        claim.lost.set()
    return held


def still_mine(claim: Claim[Any]) -> bool:
    """Asked in the transaction that stores a result: it keeps the row from everybody else until that ends."""
    return claim.row.select_for_update().first() is not None


def finish(claim: Claim[Any], *, state: WorkState = WorkState.DONE, **values: Any) -> bool:
    return claim.row.update(**_ended(state), **values) == 1


def put_back(claim: Claim[Any], **values: Any) -> bool:
    """For another attempt, without waiting for the lease to run out."""
    return claim.row.update(state=WorkState.QUEUED, token="", lease_until=None, **values) == 1


def begin_anew(rows: QuerySet[Any], **values: Any) -> int:
    """As if never begun; whoever is at work on one of them has lost it."""
    return rows.update(state=WorkState.QUEUED, token="", lease_until=None, attempts=0, ended_at=None, **values)


def give_up(rows: QuerySet[Any], **values: Any) -> int:
    return rows.update(**_ended(WorkState.FAILED), **values)


def work(claim: Claim[Any], deed: Callable[[], object]) -> None:
    """The deed, while the claim is kept. What stumbles is put back for another attempt."""
    with kept(claim):
        if stumble := stumble_of(deed):
            logger.error("%s %s is tried again: %s", claim.model._meta.verbose_name, claim.pk, stumble)
            put_back(claim)


@contextmanager
def kept(claim: Claim[Row]) -> Iterator[Claim[Row]]:
    """Renews the lease meanwhile, in a thread with a connection of its own. Inside a transaction there is no need:
    nobody else can take the row before its end, and the thread would not even see the claim."""
    if connection.in_atomic_block:
        yield claim
        return
    done = Event()
    thread = Thread(target=_renew_until, args=(done, claim), name="lease", daemon=True)
    thread.start()
    try:
        yield claim
    finally:
        done.set()
        thread.join()


def _renew_until(done: Event, claim: Claim[Any]) -> None:
    try:
        while not done.wait(settings.CLAIM_RENEWED_EVERY) and _renewed(claim):
            continue
    finally:
        connection.close()


def _renewed(claim: Claim[Any]) -> bool:
    try:
        return renew(claim)
    except DatabaseError as failure:
        logger.warning("the lease was not renewed: %s", type(failure).__name__)
        connection.close()
        return True  # the database may be back before the lease runs out


def _lease() -> Combinable:
    # On the database's clock, so that machines whose clocks differ agree on who is late.
    return Now() + timedelta(seconds=settings.CLAIM_LEASE)


def _ended(state: WorkState) -> dict[str, Any]:
    return {"state": state, "token": "", "lease_until": None, "ended_at": Now()}
