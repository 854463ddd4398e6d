"""What an instructor does with a competition. Each verb writes its line in the audit log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from competition.actions.announcements import tell_the_class
from competition.actions.log import By, record
from competition.actions.refused import RefusedError
from competition.fixed_dates import refuse_fixed
from competition.following import Event, tell
from competition.models.competitions import Competition, DateChange, RulesVersion
from competition.models.courses import Course
from competition.queries.competitions import anybody_accepted, launch_checklist, newest_rules
from competition.rules.changes import differences
from competition.rules.dates import REASON_NEEDED, changed
from competition.rules.instants import said
from competition.rules.starting_rules import STARTING_RULES


@transaction.atomic
def create_competition(*, course: Course, by: By, values: Mapping[str, Any]) -> Competition:
    competition = Competition.objects.create(course=course, **values)
    assert by.user
    RulesVersion.objects.create(competition=competition, number=1, text=STARTING_RULES, changed_by=by.user)
    _record(by, "competition created", competition, after=values)
    return competition


@transaction.atomic
def change_texts(*, competition: Competition, by: By, values: Mapping[str, Any]) -> None:
    """Everything that is neither a date nor the rules."""
    stored = Competition.objects.select_for_update().get(pk=competition.pk)
    before, after = differences(stored, values)
    if after:
        Competition.objects.filter(pk=competition.pk).update(**after)
        _record(by, "competition changed", competition, before=before, after=after)


@transaction.atomic
def move_dates(
    *, competition: Competition, by: By, dates: Mapping[str, datetime | None], reason: str, now: datetime
) -> None:
    """Before publication a date is simply set. After it the old value and the reason stay, and everybody is told."""
    stored = Competition.objects.select_for_update().get(pk=competition.pk)
    moved = changed({name: getattr(stored, name) for name in dates}, dates)
    if not moved:
        return
    if stored.published_at and not reason.strip():
        raise RefusedError(REASON_NEEDED)
    refuse_fixed(stored, {*moved})
    Competition.objects.filter(pk=competition.pk).update(**{name: after for name, (_, after) in moved.items()})
    stored.refresh_from_db()
    # Before the log, which lets one writer in at a time: a follower may have to wait for one who wants to write there.
    tell(Event.DATES_MOVED, stored, by)
    before, after = ({name: pair[side] for name, pair in moved.items()} for side in (0, 1))
    _record(by, "dates moved", competition, before=before, after=after, reason=reason)
    if stored.published_at:
        _tell_about_dates(stored, by, moved, reason, now)


def _tell_about_dates(
    competition: Competition,
    by: By,
    moved: Mapping[str, tuple[datetime | None, datetime | None]],
    reason: str,
    now: datetime,
) -> None:
    assert by.user
    for field, (before, after) in moved.items():
        DateChange.objects.create(
            competition=competition,
            field=field,
            before=before,
            after=after,
            reason=reason,
            changed_by=by.user,
            changed_at=now,
        )
    lines = [f"- {Competition.date_label(field)}: {_moved(competition, field, *pair)}" for field, pair in moved.items()]
    text = "\n".join([*lines, "", f"Reason: {reason}"])
    tell_the_class(competition=competition, by=by, title="Dates have moved", text=text)


def _moved(competition: Competition, field: str, before: datetime | None, after: datetime | None) -> str:
    is_end = field in Competition.ENDS
    texts = [said(at, competition.course.zone, is_end=is_end) if at else "no date" for at in (before, after)]
    return f"was {texts[0]}, is now {texts[1]}"


@transaction.atomic
def change_rules(*, competition: Competition, by: By, text: str, now: datetime) -> RulesVersion:
    """A draft's rules are edited in place; once published every change is a new version to be accepted anew."""
    stored = Competition.objects.select_for_update().get(pk=competition.pk)
    newest = newest_rules(stored)
    assert by.user
    # A field is sent without the blank lines at its ends; they are no change of the rules.
    if newest and newest.text.strip() == text.strip():
        return newest
    last = newest.number if newest else 0
    rules, _ = RulesVersion.objects.update_or_create(
        competition=stored,
        number=last + 1 if stored.published_at or not newest else last,
        defaults={"text": text, "changed_by": by.user, "changed_at": now},
    )
    _record(by, "rules changed", stored, before={"text": newest.text if newest else ""}, after={"text": text})
    told = (
        f"Version {rules.number} holds from now on. Read it and accept it under Rules; until then the files are closed."
    )
    tell_the_class(competition=stored, by=by, title="The rules have changed", text=told)
    return rules


@transaction.atomic
def publish(*, competition: Competition, by: By, now: datetime) -> None:
    # What the list looks at can't change between the look and the deed: whoever changes it takes this lock too.
    stored = Competition.objects.select_for_update().get(pk=competition.pk)
    missing = [item.title for item in launch_checklist(stored, now) if not item.done]
    if missing:
        raise RefusedError("Not published yet. Still open: " + ", ".join(missing).lower() + ".")
    if Competition.objects.filter(pk=competition.pk, published_at=None).update(published_at=now):
        _record(by, "competition published", competition, after={"published_at": now})
        stored.refresh_from_db()
        tell(Event.PUBLISHED, stored, by)


@transaction.atomic
def unpublish(*, competition: Competition, by: By) -> None:
    """Back to a draft, as long as nobody has begun."""
    # The lock that `accept_rules` takes: nobody begins between the look and the deed.
    Competition.objects.select_for_update().get(pk=competition.pk)
    if anybody_accepted(competition):
        raise RefusedError("Students have accepted the rules already, so this competition stays published.")
    if Competition.objects.filter(pk=competition.pk, published_at__isnull=False).update(published_at=None):
        _record(by, "competition unpublished", competition, before={"published_at": competition.published_at})


def _record(by: By, action: str, competition: Competition, **values: Any) -> None:
    record(by=by, action=action, subject=competition.slug, course=competition.course, **values)
