"""What each team is compared by at the close, but for the private values: only a worker lays those beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from competition.models.competitions import Competition
from scoring.models.finals import Pick
from scoring.models.keys import AnswerKey
from scoring.queries.standings import halves, players, scores
from scoring.rules.finals import Part
from scoring.rules.standing import Score
from teams.models.teams import Excluded, Team


@dataclass(frozen=True)
class Side:
    team: int
    part: Part
    counted: list[Score]
    picked: set[int]


def sides(competition: Competition, key: AnswerKey) -> Iterator[Side]:
    """Without teams that are hidden, that live on in another one, or of which nothing counts."""
    taking_part = Team.objects.filter(competition=competition, merged_into=None).exclude(excluded=Excluded.HIDDEN)
    disqualified = set(taking_part.filter(excluded=Excluded.DISQUALIFIED).values_list("pk", flat=True))
    picks = set(Pick.objects.filter(team__in=taking_part).values_list("team_id", "submission_id"))
    found = scores(key, taking_part)
    for player in players(taking_part.order_by("pk")):
        counted = halves(found.get(player.pk, []), player.closes_at).on_time
        part = Part.BENCHMARK if player.benchmark else Part.RANKED
        if player.pk in disqualified:
            part = Part.DISQUALIFIED
        if counted:
            picked = {score.submission for score in counted if (player.pk, score.submission) in picks}
            yield Side(player.pk, part, counted, picked)
