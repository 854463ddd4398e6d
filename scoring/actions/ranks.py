"""Ranks at full hours, for the arrow that tells what has changed in a day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from scoring.models.boards import RankAt
from scoring.models.keys import AnswerKey
from scoring.queries.settings import board_settings
from scoring.queries.standings import IN_ORDER, listed

KEPT = timedelta(days=2)
BATCH = 1000


def keep_ranks(*, now: datetime) -> None:
    """Once an hour, however often it is asked for: the database holds one rank for a team and hour."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    moving = AnswerKey.objects.filter(active=True, competition__closes_at__gt=now - KEPT)
    for key in moving.select_related("competition"):
        if not RankAt.objects.filter(key=key, hour=hour).exists():
            rows = [RankAt(key=key, hour=hour, team_id=team, rank=rank) for team, rank in _ranks(key)]
            RankAt.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    RankAt.objects.filter(hour__lt=now - KEPT).delete()


def _ranks(key: AnswerKey) -> Iterator[tuple[int, int]]:
    shared = board_settings(key.competition).shared_ranks
    rank, before = 0, None
    ordered = listed(key).filter(benchmark=False).order_by(*IN_ORDER).values_list("team_id", "order")
    for position, (team, order) in enumerate(ordered, start=1):
        rank = rank if shared and order == before else position
        before = order
        yield team, rank
