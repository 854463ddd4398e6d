"""Brackets around teams that the public rows cannot tell apart. Only workers load this: it leads to the answers, whose
public rows it reads. It runs after scores, never with them, and gives up where the board has moved on meanwhile."""

import logging
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

from django.db import transaction
from django.db.models import F

from competition.stumbles import where
from scoring.actions.judging.keys import keys
from scoring.actions.judging.public_rows import public_rows
from scoring.actions.standings import lock
from scoring.judging.arrays import Arrays
from scoring.judging.intervals.comparison import compare
from scoring.models.boards import Board, Standing
from scoring.models.keys import AnswerKey
from scoring.queries.brackets import Ranked, top
from scoring.rules.brackets import bracket_begins

logger = logging.getLogger(__name__)
AT_ONCE = 2.0  # seconds: the live queue has files to judge


@dataclass(frozen=True)
class Walk:
    """How far down the board one stretch of work came. What was compared is remembered, so the next comes further."""

    begins: list[int]
    complete: bool


def draw_brackets(*, key_pk: int, seconds: float = AT_ONCE) -> None:
    board = Board.objects.select_related("key").filter(key=key_pk, key__active=True).first()
    if board is None or board.bracketed_version == board.version:
        return
    ranked = top(board.key)
    walk = _walk(board.key, [row.sha256 for row in ranked], monotonic() + seconds)
    _store(board.key, ranked, walk)


def _walk(key: AnswerKey, files: list[str], until: float) -> Walk:
    begins = []
    for begin in bracket_begins(files, lambda best, other: _differ(key, best, other)):
        begins.append(begin)
        if monotonic() > until:
            break
    return Walk(begins, complete=len(begins) == len(files))


@lru_cache(maxsize=100_000)
def _differ(key: AnswerKey, best: str, other: str) -> bool:
    """Where the rows do not tell, nobody says that two are the same."""
    try:
        ours, theirs, read = _rows(key, best), _rows(key, other), keys.key(key)
        found = compare(read.metric, ours, theirs, read.parameters)
    except Exception as stumble:  # whatever it is: the other teams are to have their brackets
        logger.error("two files could not be compared: %s", where(stumble))
        return True
    return found is None or found.significant


@lru_cache(maxsize=2)
def _rows(key: AnswerKey, sha256: str) -> Arrays:
    """The best of a bracket is compared with one after the other."""
    return public_rows(key, sha256)


@transaction.atomic
def _store(key: AnswerKey, ranked: list[Ranked], walk: Walk) -> None:
    """Only while those are still the top of the board; else the next round begins anew."""
    lock(key)
    now = top(key)
    if [row.submission for row in now] != [row.submission for row in ranked]:
        return
    begins = [*walk.begins, *[None] * (len(now) - len(walk.begins))]
    changed: dict[int | None, list[int]] = {}
    for row, begin in zip(now, begins, strict=True):
        if row.bracket != begin:
            changed.setdefault(begin, []).append(row.standing)
    for begin, standings in changed.items():
        Standing.objects.filter(pk__in=standings).update(bracket=begin)
    if changed:
        Board.objects.filter(key=key).update(version=F("version") + 1)
    if walk.complete:
        Board.objects.filter(key=key).update(bracketed_version=F("version"))
