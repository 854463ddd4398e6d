from typing import Any

from competition.models.people import User
from competition.queries.personal_data import rows_of
from teams.models.teams import Membership, TeamInvitation


def personal_part(user: User) -> dict[str, Any]:
    memberships = Membership.objects.filter(enrolment__user=user)
    links = TeamInvitation.objects.filter(made_by=user)
    return {
        "teams": rows_of(memberships, "competition__slug", "team__name", "captain", "joined_at", "left_at"),
        "team_links_made": rows_of(links, "team__name", "made_at", "expires_at", "revoked_at"),
    }
