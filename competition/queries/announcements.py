from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from competition import access
from competition.access import STAFF_ROLES, Viewer
from competition.models.competitions import Announcement
from competition.models.courses import Course, Enrolment
from competition.queries.people import NAME_OR_ALIAS


def announced_to(user: Viewer) -> QuerySet[Announcement]:
    """With the name under which the author is known to the course; whoever has left the staff is called by the alias,
    like any student."""
    return _by_name(access.announcements(user), Enrolment.objects.filter(role__in=STAFF_ROLES, active=True))


def announced_in(course: Course) -> QuerySet[Announcement]:
    """All of a course, withdrawn ones too, newest first."""
    return _by_name(Announcement.objects.filter(course=course), Enrolment.objects.all())


def _by_name(announcements: QuerySet[Announcement], known: QuerySet[Enrolment]) -> QuerySet[Announcement]:
    author = known.filter(course=OuterRef("course"), user=OuterRef("author")).annotate(shown_name=NAME_OR_ALIAS)
    name = Coalesce(Subquery(author.values("shown_name")[:1]), F("author__alias"))
    return announcements.select_related("course", "competition").annotate(author_name=name)
