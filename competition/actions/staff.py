from django.db import transaction

from competition.actions.enrolments import change_person
from competition.actions.log import By, record
from competition.models.courses import Course, Enrolment
from competition.models.people import User


@transaction.atomic
def appoint(*, course: Course, by: By, email: str, role: str, reason: str) -> Enrolment:
    """Who has no account yet gets one, and signs in with a code that is mailed to the address."""
    user = User.objects.filter(email=email.lower()).first() or User.objects.create_user(email.lower())
    present = Enrolment.objects.filter(course=course, user=user).first()
    if present:
        section = present.section
        change_person(enrolment=present, by=by, role=role, section=section, active=True, reason=reason)
        return present
    enrolment = Enrolment.objects.create(course=course, user=user, role=role, name=user.name)
    record(by=by, action="person appointed", subject=user.username, course=course, after={"role": role})
    return enrolment
