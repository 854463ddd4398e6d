"""The rows of a board, and what they are made from."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from competition.models.competitions import Competition
from scoring.judging.metrics.catalogue import METRICS
from scoring.models.boards import Standing
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission
from scoring.rules.counting import is_late
from scoring.rules.standing import Score, order
from teams.models.teams import Team, TeamKind

IN_ORDER = ("order", "reached_at", "submission_id")


@dataclass(frozen=True)
class Player:
    """A team as far as the board is concerned."""

    pk: int
    benchmark: bool
    listed: bool
    closes_at: datetime


@dataclass(frozen=True)
class Halves:
    """The scores that count, and those of files that came after the team's close."""

    on_time: list[Score]
    late: list[Score]


def listed(key: AnswerKey | int, *, late: bool = False) -> QuerySet[Standing]:
    """Teams and benchmarks."""
    return Standing.objects.filter(key=key, late=late, listed=True)


def players(teams: QuerySet[Team]) -> list[Player]:
    rows = teams.values_list(
        "pk", "kind", "excluded", "merged_into_id", "competition__closes_at", "extension__closes_at"
    )
    return [
        Player(
            pk=pk,
            benchmark=kind == TeamKind.BENCHMARK,
            listed=not excluded and merged_into is None,
            closes_at=max(closes_at, extended or closes_at),
        )
        for pk, kind, excluded, merged_into, closes_at, extended in rows
    ]


def scores(key: AnswerKey, teams: QuerySet[Team]) -> dict[int, list[Score]]:
    """By team, without those that staff took out of the count."""
    found = defaultdict(list)
    judged = Judgement.objects.filter(
        key=key, state=WorkState.DONE, submission__team__in=teams, submission__voiding__isnull=True
    ).order_by()
    for team, submission, received_at, value, low, high in judged.values_list(
        "submission__team_id", "submission_id", "submission__received_at", "public_value", "low", "high"
    ):
        assert value is not None, "the database holds no judgement that is done without a value"
        found[team].append(Score(submission, value, received_at, low, high))
    return found


def halves(found: list[Score], closes_at: datetime) -> Halves:
    return Halves(
        on_time=[score for score in found if not is_late(score.received_at, closes_at)],
        late=[score for score in found if is_late(score.received_at, closes_at)],
    )


def best_before(submission: Submission, key: AnswerKey) -> Score | None:
    """The team's best of what came in before, as far as it counts."""
    found = scores(key, Team.objects.filter(pk=submission.team_id)).get(submission.team_id, [])
    moment = (submission.received_at, submission.pk)
    earlier = [score for score in found if (score.received_at, score.submission) < moment]
    direction = METRICS[key.metric].direction
    return min(earlier, key=lambda score: (order(score.value, direction), score.received_at), default=None)


def ladder_step(key: AnswerKey) -> float | None:
    """None where every score is shown as it is: without a ladder, and for everybody once the results are out."""
    competition = Competition.objects.filter(pk=key.competition_id)
    step, revealed_by = competition.values_list("board_settings__ladder_step", "reveal__key").get()
    return None if revealed_by else step
