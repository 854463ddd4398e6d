"""What a page of the board depends on, in one small read: most who ask have the page already."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from competition.models.competitions import Competition

# An alias is changed without a line in the log: it is seen on the board within this time at the latest.
TICK = timedelta(minutes=5)

# As objects the same reads cost three times an empty page.
STAMP = """
SELECT c.id, k.id, b.version,
    CASE WHEN c.published_at <= %s THEN 1 ELSE 0 END
    + CASE WHEN c.opens_at <= %s THEN 1 ELSE 0 END
    + CASE WHEN c.closes_at <= %s THEN 1 ELSE 0 END,
    (SELECT MAX(l.id) FROM competition_logentry l)
FROM competition_competition c
LEFT JOIN scoring_answerkey k ON k.competition_id = c.id AND k.active
LEFT JOIN scoring_board b ON b.key_id = k.id
WHERE c.slug = %s
"""


@dataclass(frozen=True)
class Edition:
    """Two of one stamp show the same."""

    stamp: str
    competition: Competition
    now: datetime


def edition(competition: Competition, now: datetime) -> Edition:
    return Edition(stamp(competition.slug, now), competition, now)


def stamp(slug: str, now: datetime) -> str:
    """Scores are told by the board's version, phases by how many dates have passed. What people change (texts, dates,
    names of teams, who plays, who teaches, how the board behaves, whether the results are out) leaves a line in the
    log, so that the newest line's number stands for all of it."""
    instant = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(STAMP, [instant, instant, instant, slug])
        found = cursor.fetchone() or ()
    tick = int(now.timestamp() // TICK.total_seconds())
    return "-".join(str(part or 0) for part in (*found, tick))
