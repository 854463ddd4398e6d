from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from competition.models.courses import Course, Enrolment
from competition.models.log import LogEntry


def entries(course: Course, chosen: dict[str, str]) -> QuerySet[LogEntry]:
    """Of this course only. Lines without a course (the superuser's, the site's) are for the superuser."""
    known = Enrolment.objects.filter(course=course, user=OuterRef("actor"))
    name = Coalesce(
        NullIf(Subquery(known.values("name")[:1]), Value("")), F("actor__name"), Value(""), output_field=CharField()
    )
    found = LogEntry.objects.filter(course=course).annotate(real_name=name)
    if chosen.get("person"):
        found = found.filter(actor_name=chosen["person"])
    if chosen.get("action"):
        found = found.filter(action=chosen["action"])
    return found.order_by("-id")


def actors(course: Course) -> list[str]:
    return _told(course, "actor_name")


def actions(course: Course) -> list[str]:
    return _told(course, "action")


def _told(course: Course, name: str) -> list[str]:
    return list(LogEntry.objects.filter(course=course).order_by(name).values_list(name, flat=True).distinct())
