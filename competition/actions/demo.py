"""The demo course: loaded once, into an empty database, so that a newcomer has something to look at."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from competition.actions.accounts import verify_address
from competition.actions.competitions import change_texts, create_competition
from competition.actions.log import By
from competition.demo import ACCOUNTS, PASSWORD
from competition.loading import Demo, load_more
from competition.models.competitions import Competition
from competition.models.courses import Course, Enrolment, Role
from competition.models.people import User

ZONE = "America/Chicago"
NEVER_SIGNED_IN = 5
CAST = {
    "instructor": ("Ingrid Larsen", Role.INSTRUCTOR),
    "assistant": ("Tariq Haddad", Role.ASSISTANT),
    "captain": ("Alice Moreau", Role.STUDENT),
    "member": ("Bob Okafor", Role.STUDENT),
    "rival": ("Charlie Novak", Role.STUDENT),
}
CLASS_MATES = [
    "Dana Petrov",
    "Emil Sato",
    "Farah Diaz",
    "Goran Blum",
    "Hana Kim",
    "Ivan Costa",
    "June Weiss",
    "Kofi Mensah",
]
PROJECT = {"slug": "final-project", "title": "Final project", "accent": "teal"}


@transaction.atomic
def load_demo() -> None:
    """All or nothing: where it ends half-way the database stays empty, and the next start loads it."""
    now = timezone.now()
    course = _course(now)
    demo = Demo(course, _people(course), now)
    draft(demo, PROJECT, begins=25, days=14)
    load_more(demo)


def draft(demo: Demo, texts: Mapping[str, str], *, begins: int, days: int) -> Competition:
    """One of Ingrid's. It begins so many days from today, or that long ago."""
    by = By(demo.people["instructor"])
    opens = (demo.now + timedelta(days=begins)).astimezone(ZoneInfo(ZONE))
    opens = opens.replace(hour=9, minute=0, second=0, microsecond=0)
    midnight = opens.replace(hour=0)
    dates = {
        "opens_at": opens,
        "teams_lock_at": midnight + timedelta(days=days * 2 // 3),
        "closes_at": midnight + timedelta(days=days),
        "hand_in_at": midnight + timedelta(days=days + 2),
    }
    head = {"title": texts["title"], "slug": texts["slug"]}
    competition = create_competition(course=demo.course, by=by, values=head | dates)
    change_texts(competition=competition, by=by, values={key: texts[key] for key in texts.keys() - head.keys()})
    competition.refresh_from_db()
    return competition


def _course(now: datetime) -> Course:
    today = now.astimezone(ZoneInfo(ZONE)).date()
    return Course.objects.create(
        code="CS 501",
        title="Deep Learning",
        term=f"{_season(today)} {today.year}",
        slug="deep-learning",
        zone=ZONE,
        first_day=today - timedelta(days=56),
        last_day=today + timedelta(days=56),
        mail_domain="example.org",
    )


def _season(today: date) -> str:
    return "Spring" if today.month <= 5 else "Summer" if today.month <= 7 else "Fall"


def _people(course: Course) -> dict[str, User]:
    people = {}
    for number, (email, _) in enumerate(ACCOUNTS):
        key = email.split("@")[0]
        name, role = CAST[key]
        people[key] = _enrolled(course, email, name, role, number)
    for number, name in enumerate(CLASS_MATES, start=len(ACCOUNTS)):
        key = name.split()[0].lower()
        people[key] = _enrolled(course, f"{key}@example.org", name, Role.STUDENT, number)
    return people


def _enrolled(course: Course, email: str, name: str, role: Role, number: int) -> User:
    """As a roster would have brought them; two have not looked in yet."""
    user = User.objects.create_user(email, PASSWORD, name=name)
    verify_address(user=user)
    if number % 6 != NEVER_SIGNED_IN:
        User.objects.filter(pk=user.pk).update(last_login=timezone.now() - timedelta(hours=5 * number + 1))
    from_roster = role is Role.STUDENT
    section = "Morning" if number % 2 else "Evening"
    Enrolment.objects.create(
        course=course,
        user=user,
        role=role,
        name=name,
        roster_id=f"{70_100 + 37 * number}" if from_roster else "",
        section=section if from_roster else "",
        from_roster=from_roster,
    )
    return user
