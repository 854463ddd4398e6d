from django.db.models import Count, Min

from competition.health import Waiting
from competition.queries.clock import database_now
from scoring.models.claimable import UNFINISHED
from scoring.models.judgements import Judgement


def files_waiting() -> Waiting:
    """For their score by answers that count; those that are only tried out may take their time."""
    live = Judgement.objects.filter(state__in=UNFINISHED, key__active=True)
    found = live.aggregate(count=Count("pk"), oldest=Min("queued_at"))
    age = (database_now() - found["oldest"]).total_seconds() if found["count"] else 0.0
    return Waiting(found["count"], max(0.0, age))
