"""Asking for the results. The copying itself is a worker's: `scoring.actions.unsealing`."""

from django.db import transaction

from competition.actions.log import By
from competition.bell import ring
from competition.models.competitions import Competition
from competition.queries.clock import database_now
from scoring import claims
from scoring.models.finals import Reveal
from scoring.models.judgements import Judgement
from scoring.rules.counting import is_late
from scoring.tasks.reveals import reveal
from teams.models.teams import Team
from teams.queries.teams import closes_at


@transaction.atomic
def copy_again(*, competition: Competition) -> None:
    """After a change of what the final board rests on. Before the reveal there is nothing to do: it will see to it."""
    if claims.begin_anew(Reveal.objects.filter(competition=competition, key__isnull=False)):
        ring(reveal, competition.pk)


def follow_score(*, judgement: Judgement) -> None:
    """One that came in time and was kept back, or was judged again, changes results that are out."""
    submission = judgement.submission
    closed = database_now() >= submission.competition.closes_at
    if closed and judgement.key.active and not is_late(submission.received_at, closes_at(submission.team)):
        copy_again(competition=submission.competition)


def follow_exclusion(team: Team, by: By) -> None:
    copy_again(competition=team.competition)
