"""What a student's page of teams shows."""

from datetime import datetime
from typing import Any

from competition.models.competitions import Competition
from competition.models.people import User
from teams.history import has_history
from teams.models.teams import Extension, Team, TeamInvitation
from teams.queries.members import members
from teams.queries.teams import team_of
from teams.rules.forming import why_locked
from teams.rules.names import suggestions


def own_team(user: User, framed: dict[str, Any]) -> dict[str, Any]:
    competition, now = framed["competition"], framed["now"]
    team = team_of(user, competition)
    shown = {"team": team, "locked": why_locked(competition, now)}
    if team is None:
        return shown | {"suggested": free_name(competition, user.alias)}
    people = list(members(team))
    return shown | {
        "people": people,
        "leads": people[0].enrolment.user_id == user.pk,
        "places": max(0, competition.team_size - len(people)),
        "tied": has_history(team),
        "link": open_link(team, now),
        "extension": Extension.objects.filter(team=team).first(),
    }


def open_link(team: Team, now: datetime) -> TeamInvitation | None:
    found = TeamInvitation.objects.filter(team=team, revoked_at=None, expires_at__gt=now)
    return found.select_related("team__competition", "made_by").first()


def free_name(competition: Competition, alias: str) -> str:
    """What somebody who plays alone would be called without a choice of his own."""
    beginning = Team.objects.filter(competition=competition, name__istartswith=alias)
    taken = {name.lower() for name in beginning.values_list("name", flat=True)}
    return next((name for name in suggestions(alias) if name.lower() not in taken), alias)
