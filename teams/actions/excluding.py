from django.db import transaction

from competition.actions.log import By
from teams.actions.held import locked, tell_the_log
from teams.following import Event, tell
from teams.models.teams import Excluded, Team


@transaction.atomic
def exclude(*, team: Team, by: By, excluded: str, reason: str) -> None:
    """Off the board, hidden or disqualified. The team keeps its files."""
    _change(locked(team), by, excluded, reason)


@transaction.atomic
def readmit(*, team: Team, by: By, reason: str = "") -> None:
    _change(locked(team), by, Excluded.NO, reason)


def _change(held: Team, by: By, excluded: str, reason: str) -> None:
    before = {"excluded": held.excluded, "reason": held.excluded_reason}
    kept = reason.strip() if excluded else ""
    if before == {"excluded": excluded, "reason": kept}:
        return
    held.excluded, held.excluded_reason = excluded, kept
    held.save(update_fields=["excluded", "excluded_reason"])
    tell(Event.EXCLUSION_CHANGED, held, by)
    action = f"team {Excluded(excluded).label}" if excluded else "team readmitted"
    tell_the_log(by, action, f"team {held.pk}", held, reason=reason.strip())
