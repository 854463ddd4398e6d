"""What a page of the board depends on, in as few and as small reads as possible: most who ask have the page already."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from competition.models.competitions import Competition
from competition.models.log import LogEntry
from scoring.models.boards import Board
from scoring.models.keys import AnswerKey

# An alias is changed without a line in the log: it is seen on the board within this time at the latest.
TICK = timedelta(minutes=5)


@dataclass(frozen=True)
class Sight:
    """What people change (texts, dates, names of teams, who plays, who teaches, how the board behaves) leaves a line in
    the log, so that the newest line's number stands for all of it; for scores the board's version does."""

    competition: Competition
    key: AnswerKey | None
    version: int
    newest_line: int
    now: datetime

    @property
    def name(self) -> str:
        """Sights of one name show the same."""
        tick = int(self.now.timestamp() // TICK.total_seconds())
        key = self.key.pk if self.key else 0
        return f"{self.competition.pk}-{key}-{self.version}-{self.newest_line}-{tick}"


def sight(competition: Competition, now: datetime) -> Sight:
    newest = LogEntry.objects.order_by("-id").values_list("id", flat=True).first()
    key = AnswerKey.objects.filter(competition=competition, active=True).select_related("board").first()
    return Sight(competition, key, _version(key), newest or 0, now)


def _version(key: AnswerKey | None) -> int:
    try:
        return key.board.version if key else 0
    except Board.DoesNotExist:
        return 0
