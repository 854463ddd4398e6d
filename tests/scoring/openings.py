"""A draft whose data are being brought in, without its files: for tests of how the work goes."""

from typing import Any

from competition.models.competitions import Competition
from competition.models.courses import Enrolment, Role
from scoring.models.openings import Job, Opening, Task
from tests.factories import enrol, make_competition, make_course, make_user


def make_draft(slug: str = "wines", **fields: Any) -> Competition:
    """With Ingrid, who teaches the course."""
    course = make_course(f"course-of-{slug}")
    enrol(make_user(f"Ingrid-{slug}"), course, Role.INSTRUCTOR)
    return make_competition(course, slug, **{"published_at": None} | fields)


def make_job(opening: Opening | None = None, **fields: Any) -> Job:
    opening = opening or Opening.objects.create(competition=make_draft())
    teacher = Enrolment.objects.get(course=opening.competition.course, role=Role.INSTRUCTOR).user
    return Job.objects.create(opening=opening, **{"task": Task.INSPECT, "asked_by": teacher} | fields)
