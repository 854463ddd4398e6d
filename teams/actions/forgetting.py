from django.db.models import Exists, OuterRef

from competition.actions.log import By
from competition.models.people import User
from teams.following import Event, tell
from teams.models.teams import Membership, Team


def forget(user: User) -> None:
    """A team that nobody else was ever on may be named after the person."""
    mine = Membership.objects.filter(team=OuterRef("pk"), enrolment__user=user)
    others = Membership.objects.filter(team=OuterRef("pk")).exclude(enrolment__user=user)
    for team in Team.objects.filter(Exists(mine), ~Exists(others)):
        team.name = f"Former team {team.pk}"
        team.save(update_fields=["name"])
        tell(Event.RENAMED, team, By(None))
