from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from competition.actions.log import By, record
from competition.actions.outbox import courses_students, post
from competition.actions.refused import RefusedError
from competition.models.competitions import Announcement, Competition
from competition.models.courses import Course


@transaction.atomic
def announce(
    *,
    course: Course,
    competition: Competition | None,
    by: By,
    title: str,
    text: str,
    also_mail: bool,
    logged: bool = True,
) -> Announcement:
    """`logged` is False where the announcement is part of a larger deed that writes its own line."""
    if competition and not (competition.published_at and competition.published_at <= timezone.now()):
        raise RefusedError(f"{competition.title} is a draft: students can't see it yet. Publish it first.")
    assert by.user, "an announcement has an author"
    announcement = Announcement.objects.create(
        course=course, competition=competition, title=title, text=text, author=by.user
    )
    mailed = _mail(announcement) if also_mail else 0
    if logged:
        record(
            by=by,
            action="announced",
            subject=f"announcement {announcement.pk}",
            course=course,
            after={"title": title, "competition": competition.slug if competition else None, "mailed": mailed},
        )
    return announcement


def tell_the_class(*, competition: Competition, by: By, title: str, text: str) -> None:
    """What a change of a published competition says to everybody in it; the change itself writes the log's line."""
    if competition.published_at and competition.published_at <= timezone.now():
        announce(
            course=competition.course,
            competition=competition,
            by=by,
            title=title,
            text=text,
            also_mail=True,
            logged=False,
        )


@transaction.atomic
def withdraw(*, announcement: Announcement, by: By) -> None:
    """It leaves the students' pages and stays in the books. Twice is the same as once."""
    waiting = Announcement.objects.filter(pk=announcement.pk, withdrawn_at=None)
    if waiting.update(withdrawn_at=timezone.now()):
        record(
            by=by,
            action="announcement withdrawn",
            subject=f"announcement {announcement.pk}",
            course=announcement.course,
            before={"title": announcement.title},
        )


def _mail(announcement: Announcement) -> int:
    course = announcement.course
    competition = announcement.competition
    about = competition.title if competition else course.code
    address = (
        reverse("competition-announcements", args=[competition.slug])
        if competition
        else (reverse("course", args=[course.slug]))
    )
    ending = f"\n\n--\n{settings.PUBLIC_URL}{address}\nYou receive this because you take {course.code}."
    return post(
        courses_students(course),
        event=f"announcement:{announcement.pk}",
        subject=f"{about}: {announcement.title}",
        body=announcement.text + ending,
    )
