from django.db import transaction

from competition.actions.log import By, record
from competition.actions.refused import RefusedError
from competition.models.courses import Course, Enrolment, Role
from competition.rules.changes import differences
from competition.rules.roles import takes_away

LAST_INSTRUCTOR = "This is the last instructor of the course. Make somebody else an instructor first."
REASON = "This takes something away from a person: say why. The reason is kept in the course's log."


@transaction.atomic
def change_person(*, enrolment: Enrolment, by: By, role: str, section: str, active: bool, reason: str) -> None:
    """A drop makes the enrolment inactive; all that hangs on it stays, and a return brings it back."""
    # The course is locked: two instructors who demote each other at once would leave none.
    Course.objects.select_for_update().get(pk=enrolment.course_id)
    stored = Enrolment.objects.select_related("user", "course").get(pk=enrolment.pk)
    before, after = differences(stored, {"role": role, "section": section, "active": active})
    if not after:
        return
    _check(stored, role=role, active=active, reason=reason)
    Enrolment.objects.filter(pk=stored.pk).update(**after)
    record(
        by=by,
        action="person changed",
        subject=stored.user.username,
        course=stored.course,
        before=before,
        after=after,
        reason=reason.strip(),
    )


def _check(stored: Enrolment, *, role: str, active: bool, reason: str) -> None:
    loses = takes_away(role_before=stored.role, role_after=role, active_before=stored.active, active_after=active)
    if loses and not reason.strip():
        raise RefusedError(REASON, field="reason")
    leads_now, leads_then = ((r == Role.INSTRUCTOR and a) for r, a in ((stored.role, stored.active), (role, active)))
    if leads_now and not leads_then and not _another_leads(stored):
        raise RefusedError(LAST_INSTRUCTOR)


def _another_leads(stored: Enrolment) -> bool:
    leading = Enrolment.objects.filter(course=stored.course, role=Role.INSTRUCTOR, active=True, user__is_active=True)
    return leading.exclude(pk=stored.pk).exists()
