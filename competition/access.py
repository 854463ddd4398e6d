"""Who may see or do what. Every view starts from one of these querysets, so that an object of somebody
else and an object that does not exist are the same to it."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from competition.models.competitions import Announcement, Competition, RulesAcceptance, RulesVersion
from competition.models.courses import Course, Enrolment, Role
from competition.models.people import User

Viewer = User | AnonymousUser
STAFF_ROLES = (Role.ASSISTANT, Role.INSTRUCTOR)
NOBODY = 0  # no row has this key: what an anonymous visitor owns


def enrolments(user: Viewer, *roles: str) -> QuerySet[Enrolment]:
    found = Enrolment.objects.filter(user_id=user.pk or NOBODY, active=True, user__is_active=True)
    return found.filter(role__in=roles) if roles else found


def courses(user: Viewer) -> QuerySet[Course]:
    """Courses the person takes or teaches."""
    return Course.objects.filter(Exists(enrolments(user).filter(course=OuterRef("pk"))))


def courses_staffed(user: Viewer) -> QuerySet[Course]:
    """Courses whose teaching pages the person may read."""
    return Course.objects.filter(Exists(enrolments(user, *STAFF_ROLES).filter(course=OuterRef("pk"))))


def courses_led(user: Viewer) -> QuerySet[Course]:
    """Courses the person may change: roster, dates, texts, people."""
    return Course.objects.filter(Exists(enrolments(user, Role.INSTRUCTOR).filter(course=OuterRef("pk"))))


def competitions(user: Viewer) -> QuerySet[Competition]:
    """Published competitions of the person's courses; staff see the drafts of their own courses too."""
    enrolled = Q(published_at__lte=timezone.now(), course__in=courses(user))
    return Competition.objects.filter(enrolled | Q(course__in=courses_staffed(user))).select_related("course")


def competitions_staffed(user: Viewer) -> QuerySet[Competition]:
    return Competition.objects.filter(course__in=courses_staffed(user)).select_related("course")


def competitions_with_data(user: Viewer) -> QuerySet[Competition]:
    """Competitions whose files the person may have: open to students once the newest rules are accepted."""
    # Inside `accepted` the outer row is the acceptance, not the competition.
    newest = RulesVersion.objects.filter(competition=OuterRef("rules__competition")).order_by("-number")
    accepted = RulesAcceptance.objects.filter(
        user_id=user.pk or NOBODY, rules__competition=OuterRef("pk"), rules=newest.values("pk")[:1]
    )
    started = Q(opens_at__lte=timezone.now()) & Exists(accepted)
    return competitions(user).filter(started | Q(course__in=courses_staffed(user)))


def announcements(user: Viewer) -> QuerySet[Announcement]:
    """What stands on the notice boards of the person's courses, and of the competitions the person sees."""
    whole_course = Q(competition=None, course__in=courses(user))
    return Announcement.objects.filter(whole_course | Q(competition__in=competitions(user)), withdrawn_at=None)


def staffs(user: Viewer, course: Course) -> bool:
    return courses_staffed(user).filter(pk=course.pk).exists()


def leads(user: Viewer, course: Course) -> bool:
    return courses_led(user).filter(pk=course.pk).exists()


def teaches(user: Viewer) -> bool:
    """Anywhere, not in one course."""
    return user.is_authenticated and (user.is_superuser or courses_staffed(user).exists())


def may_open_courses(user: Viewer) -> bool:
    """The superuser opens the first course; whoever leads one may open the next term's."""
    return user.is_authenticated and (user.is_superuser or courses_led(user).exists())
