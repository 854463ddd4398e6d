"""Judging in the dark takes the time that live work leaves. A chain judges for a moment, then rings for its next one:
so a message for a live upload never stands behind more than that moment. Each process of a worker has a chain."""

from collections.abc import Callable
from random import choice
from time import monotonic

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now

from competition.bell import ring
from scoring.models.rescorings import DarkChain, Rescoring
from scoring.queries.judgements import dark_waiting, next_ones
from scoring.tasks.rescorings import judge_in_the_dark

A_MOMENT = 1.0  # seconds
Judge = Callable[[int], None]


def start_chains(rescoring: Rescoring) -> None:
    """In the transaction that asks for the judgements."""
    for _ in range(settings.LIVE_PROCESSES):
        chain = DarkChain.objects.create(rescoring=rescoring)
        ring(judge_in_the_dark, chain.pk, chain.turn)


def ring_again(chain: DarkChain) -> None:
    ring(judge_in_the_dark, chain.pk, chain.turn)


def judge_for_a_moment(*, chain_pk: int, turn: int, judge: Judge) -> None:
    """Does nothing where this turn has been taken."""
    chain = DarkChain.objects.filter(pk=chain_pk, turn=turn)
    if not chain.update(turn=F("turn") + 1, begun_at=Now()):
        return
    end = monotonic() + A_MOMENT
    while waiting := _next():
        judge(waiting)
        if monotonic() > end:
            ring(judge_in_the_dark, chain_pk, turn + 1)
            return


def _next() -> int | None:
    """What came in live meanwhile goes first: whoever judges in the dark is there sooner than its message is read."""
    first = next_ones()[:1] or _first_few()
    return choice(first) if first else None  # noqa: S311 - so that two chains seldom reach for the same one


def _first_few() -> list[int]:
    return list(dark_waiting().order_by("pk").values_list("pk", flat=True)[: 4 * settings.LIVE_PROCESSES])
