"""Mail to many: rows in the outbox, written in the transaction that causes them and sent by a worker."""

from collections.abc import Iterable

from competition.models.courses import Course, Enrolment, Role
from competition.models.people import User
from competition.models.running import OutgoingMail

LONGEST_SUBJECT = 250


def courses_students(course: Course) -> list[User]:
    return _people(course, Role.STUDENT)


def courses_instructors(course: Course) -> list[User]:
    return _people(course, Role.INSTRUCTOR)


def _people(course: Course, role: Role) -> list[User]:
    known = Enrolment.objects.filter(course=course, role=role, active=True, user__is_active=True)
    return [enrolment.user for enrolment in known.select_related("user")]


def post(people: Iterable[User], *, event: str, subject: str, body: str) -> int:
    """One mail for one person and event, ever: a repeated event posts nothing."""
    subject = " ".join(subject.split())[:LONGEST_SUBJECT]
    mails = [
        OutgoingMail(to=person.email, subject=subject, body=body, event=f"{event}:{person.pk}") for person in people
    ]
    OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True, batch_size=500)
    return len(mails)
