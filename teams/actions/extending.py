from datetime import datetime

from django.db import transaction

from competition.actions.log import By
from teams.actions.held import locked, refuse, tell_the_log
from teams.following import Event, tell
from teams.models.teams import Extension, Team
from teams.rules.extending import why_not_until, why_too_late


@transaction.atomic
def extend(*, team: Team, by: By, closes_at: datetime, reason: str, now: datetime) -> None:
    """One a team: another takes the place of the one before."""
    held = locked(team)
    refuse(why_too_late(held.competition, now))
    refuse(why_not_until(held.competition, closes_at), field="closes_at")
    assert by.user
    former = Extension.objects.filter(team=held).first()
    values = {"closes_at": closes_at, "reason": reason.strip(), "given_by": by.user, "given_at": now}
    Extension.objects.update_or_create(team=held, defaults=values)
    tell(Event.EXTENSION_CHANGED, held, by)
    changed = {"before": {"closes_at": former.closes_at} if former else {}, "after": {"closes_at": closes_at}}
    tell_the_log(by, "extension given", f"team {held.pk}", held, reason=reason.strip(), **changed)


@transaction.atomic
def withdraw_extension(*, team: Team, by: By, reason: str, now: datetime) -> None:
    held = locked(team)
    refuse(why_too_late(held.competition, now))
    if given := Extension.objects.filter(team=held).first():
        given.delete()
        tell(Event.EXTENSION_CHANGED, held, by)
        before = {"closes_at": given.closes_at}
        tell_the_log(by, "extension withdrawn", f"team {held.pk}", held, before=before, reason=reason.strip())
