"""Asking for the results. The copying itself is a worker's: `scoring.actions.unsealing`."""

from django.db import transaction

from competition.actions.log import By
from competition.bell import ring
from competition.models.competitions import Competition
from scoring import claims
from scoring.models.finals import Reveal
from scoring.tasks.reveals import reveal
from teams.models.teams import Team


@transaction.atomic
def copy_again(*, competition: Competition) -> None:
    """After a change of what the final board rests on. Before the reveal there is nothing to do: it will see to it."""
    if claims.begin_anew(Reveal.objects.filter(competition=competition, key__isnull=False)):
        ring(reveal, competition.pk)


def follow_exclusion(team: Team, by: By) -> None:
    copy_again(competition=team.competition)
