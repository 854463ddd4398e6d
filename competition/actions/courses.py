from collections.abc import Mapping
from typing import Any

from django.db import transaction

from competition.actions.log import By, record
from competition.models.courses import Course, Enrolment, Role
from competition.rules.changes import differences


@transaction.atomic
def open_course(*, by: By, values: Mapping[str, Any]) -> Course:
    """Whoever opens a course leads it."""
    assert by.user
    course = Course.objects.create(**values)
    Enrolment.objects.create(course=course, user=by.user, role=Role.INSTRUCTOR, name=by.user.name)
    record(by=by, action="course opened", subject=course.slug, course=course, after=values)
    return course


@transaction.atomic
def change_course(*, course: Course, by: By, values: Mapping[str, Any]) -> None:
    stored = Course.objects.select_for_update().get(pk=course.pk)
    before, after = differences(stored, values)
    if after:
        Course.objects.filter(pk=course.pk).update(**after)
        record(by=by, action="course changed", subject=stored.slug, course=stored, before=before, after=after)
