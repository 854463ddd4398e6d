from datetime import datetime

from competition.access import Viewer
from competition.models.competitions import Competition
from teams import access
from teams.models.teams import Extension, Team


def team_of(user: Viewer, competition: Competition) -> Team | None:
    return access.teams(user).filter(competition=competition).first()


def closes_at(team: Team) -> datetime:
    """The competition's close, or the team's own later one."""
    extended = Extension.objects.filter(team=team).values_list("closes_at", flat=True).first()
    return max(extended, team.competition.closes_at) if extended else team.competition.closes_at
