"""What a link onto a team opens, and until when."""

from datetime import datetime, timedelta

from competition.models.competitions import Competition
from teams.models.teams import TeamInvitation

DAYS = [(1, "a day"), (3, "3 days"), (7, "a week"), (14, "two weeks"), (30, "30 days")]
USUAL_DAYS = 7


def why_closed(invitation: TeamInvitation, now: datetime) -> str | None:
    if invitation.revoked_at:
        return "This link was withdrawn. Ask the team's captain for a new one."
    if invitation.expires_at <= now:
        return "This link is too old. Ask the team's captain for a new one."
    return None


def ends_at(competition: Competition, days: int, now: datetime) -> datetime:
    """After the lock a link would open nothing."""
    return min(now + timedelta(days=days), competition.teams_lock_at)
