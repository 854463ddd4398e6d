from typing import NamedTuple

from django.db.models import F

from scoring.models.boards import Board
from scoring.models.keys import AnswerKey
from scoring.queries.judgements import A_FEW, live_waiting
from scoring.queries.standings import IN_ORDER, listed

DEPTH = 200  # ranks; who stands below has other worries than who is just above


class Ranked(NamedTuple):
    standing: int
    submission: int
    sha256: str
    bracket: int | None


def top(key: AnswerKey) -> list[Ranked]:
    teams = listed(key).filter(benchmark=False).order_by(*IN_ORDER)[:DEPTH]
    return [Ranked(*row) for row in teams.values_list("pk", "submission_id", "submission__sha256", "bracket")]


def boards_to_bracket() -> list[int]:
    """By key. While files wait to be judged, brackets wait too."""
    if live_waiting().count() > A_FEW:
        return []
    moved = Board.objects.filter(key__active=True).exclude(version=F("bracketed_version"))
    return list(moved.values_list("key_id", flat=True))
