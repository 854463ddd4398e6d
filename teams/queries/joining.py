"""What a link onto a team shows to whoever holds it."""

from typing import Any

from competition.models.people import User
from teams.models.teams import TeamInvitation
from teams.queries.members import members
from teams.queries.teams import team_of
from teams.rules import forming, links


def invited(user: User, invitation: TeamInvitation, framed: dict[str, Any]) -> dict[str, Any]:
    """Mates go by their aliases until one is among them."""
    competition, now, standing = framed["competition"], framed["now"], framed["standing"]
    people = list(members(invitation.team))
    own = team_of(user, competition)
    refusals = (
        forming.STAFF if standing.teaches else None,
        links.why_closed(invitation, now),
        forming.why_locked(competition, now),
        forming.ON_IT if own == invitation.team else forming.ON_A_TEAM if own else None,
        forming.why_full(len(people), competition),
    )
    refusal = next((why for why in refusals if why), None)
    return {
        "invitation": invitation,
        "team": invitation.team,
        "people": people,
        "places": max(0, competition.team_size - len(people)),
        "refusal": refusal,
        "has_team": own is not None,
    }
