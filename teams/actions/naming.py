from datetime import datetime

from django.db import IntegrityError, transaction

from competition.actions.log import By
from competition.actions.refused import RefusedError
from teams.actions.held import held_by_captain, locked, refuse, tell_the_log
from teams.following import Event, tell
from teams.models.teams import Team
from teams.rules.forming import why_locked
from teams.rules.names import TAKEN, tidy, why_not_this_name


@transaction.atomic
def rename(*, team: Team, by: By, name: str, now: datetime) -> None:
    """By the captain, until teams lock."""
    held = held_by_captain(team, by)
    refuse(why_locked(held.competition, now))
    _rename(held, by, name)


@transaction.atomic
def rename_for(*, team: Team, by: By, name: str) -> None:
    """By staff, at any time."""
    _rename(locked(team), by, name)


def _rename(held: Team, by: By, name: str) -> None:
    held.name = tidy(name)
    refuse(why_not_this_name(held.name), field="name")
    try:
        with transaction.atomic():
            held.save(update_fields=["name"])
    except IntegrityError as error:
        raise RefusedError(TAKEN, field="name") from error
    tell(Event.RENAMED, held, by)
    tell_the_log(by, "team renamed", f"team {held.pk}", held)
