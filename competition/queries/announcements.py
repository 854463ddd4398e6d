from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from competition.models.competitions import Announcement
from competition.models.courses import Course, Enrolment
from competition.queries.notices import NAME


def made(course: Course) -> QuerySet[Announcement]:
    """All of a course, withdrawn ones too, newest first."""
    known = Enrolment.objects.filter(course=OuterRef("course"), user=OuterRef("author"))
    author = Coalesce(Subquery(known.annotate(shown_name=NAME).values("shown_name")[:1]), F("author__alias"))
    found = Announcement.objects.filter(course=course).select_related("course", "competition")
    return found.annotate(author_name=author)
