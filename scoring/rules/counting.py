"""Whether a submission counts, and if not, why, in words for the team that sent it."""

from datetime import datetime

from scoring.models.claimable import WorkState
from teams.models.teams import Excluded, Team

REFUSED = "The file was refused. It takes none of your submissions of the day: mend it and send it again."
OUR_FAULT = (
    "This is our fault, not that of your file. It takes none of your submissions of the day, and the staff "
    "of your course have been told. Send it again; if it fails once more, write to your instructor."
)
LATE = "It came after the close. Its score is for practice, and stands on the practice board only."


def is_late(at: datetime, closes_at: datetime) -> bool:
    """Intervals are half-open: at the very instant of the close it is late."""
    return at >= closes_at


def why_not_counted(state: str, *, void: str, late: bool, team: Team) -> str:
    """Empty where it counts, or may come to. `void` is the staff's reason for taking it out."""
    if state == WorkState.REFUSED:
        return REFUSED
    if state == WorkState.FAILED:
        return OUR_FAULT
    if void:
        return f"The staff took it out of the count: {void}"
    if late:
        return LATE
    if team.excluded == Excluded.DISQUALIFIED:
        return f"Your team was disqualified: {team.excluded_reason}"
    return ""
