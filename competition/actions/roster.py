"""A roster is read and staged, looked at, and then applied or discarded as a whole."""

from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from competition.actions.log import By, record
from competition.actions.refused import RefusedError
from competition.actions.roster_people import welcome, write
from competition.models.courses import Course, RosterImport
from competition.queries.roster import comparison, fingerprint
from competition.rules.roster.read import read_roster

KEPT_FOR = timedelta(days=7)


class ChangedSinceError(RefusedError):
    def __init__(self) -> None:
        super().__init__(
            "Nothing was applied: the course has changed since this preview was made. Look at it again and decide anew."
        )


def stage_roster(*, course: Course, by: By, file: Path, file_name: str, drops_missing: bool = True) -> RosterImport:
    """Raises RosterRefusedError where the file can't be read; then nothing is stored."""
    reading = read_roster(file, mail_domain=course.mail_domain, largest=settings.LARGEST_ROSTER)
    assert by.user
    with transaction.atomic():
        staged = RosterImport.objects.create(
            course=course,
            file_name=file_name[:200],
            rows=[asdict(row) for row in reading.rows],
            problems=[asdict(problem) for problem in reading.problems],
            drops_missing=drops_missing,
            created_by=by.user,
        )
        compared = comparison(staged)
        staged.counts = compared.counts | {"notes": reading.notes, "fingerprint": fingerprint(compared)}
        staged.save(update_fields=["counts"])
        _record(by, "roster staged", staged, compared.counts)
    return staged


def apply_roster(
    *,
    roster_import: RosterImport,
    by: By,
    shown: str = "",
    without_problems: bool = False,
    mail_new: bool = False,
) -> dict[str, int]:
    """`shown` is the fingerprint of the preview that was agreed to; empty: the one made when the file was staged."""
    try:
        with transaction.atomic():
            return _apply(roster_import, by, shown, without_problems=without_problems, mail_new=mail_new)
    except IntegrityError as error:
        # Somebody joined, or opened an account, between our look and our write.
        raise ChangedSinceError from error


def _apply(
    roster_import: RosterImport, by: By, shown: str, *, without_problems: bool, mail_new: bool
) -> dict[str, int]:
    staged = _waiting(roster_import)
    compared = comparison(staged)
    if fingerprint(compared) != (shown or staged.counts.get("fingerprint")):
        raise ChangedSinceError
    if compared.not_understood and not without_problems:
        raise RefusedError(
            f"{len(compared.not_understood)} lines were not understood. Tick the box to apply the rest without them, "
            "or discard this import, correct the file and upload it again."
        )
    new = write(course=staged.course, compared=compared)
    counts = compared.counts | {"mailed": welcome(course=staged.course, people=new) if mail_new else 0}
    _decide(staged, RosterImport.State.APPLIED, counts)
    _record(by, "roster applied", staged, counts)
    return counts


@transaction.atomic
def discard_roster(*, roster_import: RosterImport, by: By) -> None:
    staged = _waiting(roster_import)
    counts = {name: number for name, number in staged.counts.items() if isinstance(number, int)}
    _decide(staged, RosterImport.State.DISCARDED, counts)
    _record(by, "roster discarded", staged, counts)


def discard_stale_rosters(*, now: datetime | None = None) -> int:
    """Names and addresses that nobody decided on don't lie about for ever."""
    before = (now or timezone.now()) - KEPT_FOR
    stale = RosterImport.objects.filter(state=RosterImport.State.STAGED, created_at__lt=before)
    for roster_import in stale:
        discard_roster(roster_import=roster_import, by=By(None))
    return len(stale)


def _waiting(roster_import: RosterImport) -> RosterImport:
    """Locked, course first, so that two instructors decide one after the other."""
    Course.objects.select_for_update().get(pk=roster_import.course_id)
    staged = RosterImport.objects.select_for_update().select_related(None).get(pk=roster_import.pk)
    if staged.state != RosterImport.State.STAGED:
        raise RefusedError(
            f"This roster was {staged.get_state_display()} already. Upload the file again to compare it anew."
        )
    return staged


def _decide(staged: RosterImport, state: str, counts: dict[str, int]) -> None:
    """What the file said about people goes; how many they were stays."""
    staged.state, staged.counts, staged.decided_at = state, counts, timezone.now()
    staged.rows, staged.problems = [], []
    staged.save()


def _record(by: By, action: str, staged: RosterImport, counts: dict[str, Any]) -> None:
    record(by=by, action=action, subject=f"roster {staged.pk}", course=staged.course, after=counts)
