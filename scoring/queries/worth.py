from dataclasses import dataclass, field
from datetime import datetime

from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.standings import display
from scoring.models.keys import AnswerKey
from scoring.queries.standings import halves, ladder_step, scores
from scoring.rules.worth import Worth, best_first, worths
from teams.models.teams import Team


@dataclass(frozen=True)
class Worths:
    """What a team may see of its scores, by submission, without those that staff took out of the count. `best_first`
    are those that came in time; empty on a ladder, where it would say which of two files is better."""

    digits: int
    by_submission: dict[int, Worth] = field(default_factory=dict)
    best_first: tuple[int, ...] = ()
    ladder: bool = False

    def text(self, submission: int) -> str:
        """Empty where there is no score to be shown."""
        worth = self.by_submission.get(submission)
        return self.cut(worth.value) if worth else ""

    def cut(self, value: float | None) -> str:
        return "" if value is None else display(value, self.digits)


def worths_of(team: Team, key: AnswerKey | None, closes_at: datetime) -> Worths:
    digits = team.competition.digits
    if key is None:
        return Worths(digits)
    direction, step = METRICS[key.metric].direction, ladder_step(key)
    both = halves(scores(key, Team.objects.filter(pk=team.pk)).get(team.pk, []), closes_at)
    return Worths(
        digits=digits,
        by_submission=worths(both.on_time, direction, step) | worths(both.late, direction, step),
        best_first=() if step is not None else tuple(best_first(both.on_time, direction)),
        ladder=step is not None,
    )
