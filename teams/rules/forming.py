"""When a team may change, and the sentences that say why it may not."""

from datetime import datetime

from competition.models.competitions import Competition
from competition.rules.instants import said

ACCEPT_FIRST = "Accept the newest rules first: they stand under Rules. Then come back."
CAPTAIN_ONLY = "Only the captain of the team can do this. Ask your captain, or have the captaincy handed on to you."
GONE = "This team is no more: its last member left. Found a team of your own, or ask for another link."
ON_IT = "You are on this team already."
NOT_ON_IT = "You are not on a team here any more. Found one, or ask a team for its link."
NOT_A_MEMBER = "This person is not on the team any more."
ON_A_TEAM = (
    "You are on a team here already. Leave that one first; if it has sent files, ask your instructor to move you."
)
PLACED_ALREADY = "This person is on a team here already. Look at the list again: it may have changed meanwhile."
STAFF = "Teams are for the students of the course. To put students on teams, go to Teams under Teach."
TIED = "This team has sent files, so its members stay: they have used its submissions. Ask your instructor to move you."
TIED_OTHER = (
    "This team has sent files, so its members stay: they have used its submissions. Ask your instructor for help."
)


def why_locked(competition: Competition, now: datetime) -> str | None:
    if now < competition.teams_lock_at:
        return None
    at = said(competition.teams_lock_at, competition.course.zone, is_end=True)
    return f"Teams locked on {at}. Ask your instructor: staff can still change them."


def why_full(people: int, competition: Competition) -> str | None:
    if people < competition.team_size:
        return None
    most = f"{competition.team_size} {'person' if competition.team_size == 1 else 'people'}"
    return f"This team is full: a team here has at most {most}."
