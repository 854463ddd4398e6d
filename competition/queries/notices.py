"""Announcements as people read them: with the name under which the author is known to the course."""

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from competition import access
from competition.access import STAFF_ROLES, Viewer
from competition.models.competitions import Announcement
from competition.models.courses import Course, Enrolment

NAME = Coalesce(NullIf("name", Value("")), NullIf("user__name", Value("")), F("user__alias"), output_field=CharField())


def staff(course: Course) -> QuerySet[Enrolment]:
    """The staff are known to their course by name; students to each other by their aliases only."""
    teaching = Enrolment.objects.filter(course=course, role__in=STAFF_ROLES, active=True)
    return teaching.annotate(shown_name=NAME).order_by("-role", "shown_name")


def notices(user: Viewer) -> QuerySet[Announcement]:
    """Whoever is not on the staff any more is called by the alias, like any student."""
    teaching = Enrolment.objects.filter(
        course=OuterRef("course"), user=OuterRef("author"), role__in=STAFF_ROLES, active=True
    )
    author = Coalesce(Subquery(teaching.annotate(shown_name=NAME).values("shown_name")[:1]), F("author__alias"))
    return access.announcements(user).select_related("course", "competition").annotate(author_name=author)
