"""The demo course: loaded once, into an empty database, so that a newcomer has something to look at."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from competition.actions.accounts import verify_address
from competition.actions.announcements import announce
from competition.actions.competitions import change_texts, create_competition, publish
from competition.actions.files import add_data_file
from competition.actions.log import By
from competition.actions.rules import accept_rules
from competition.demo import ACCOUNTS, PASSWORD
from competition.models.competitions import Competition
from competition.models.courses import Course, Enrolment, Role
from competition.models.people import User
from competition.rules.demo_files import digits_files, flowers_files
from competition.rules.demo_texts import DIGITS, FLOWERS, PROJECT, WELCOME
from competition.uploads import ReceivedFile

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


@transaction.atomic
def load_demo() -> None:
    now = timezone.now()
    course = _course(now)
    people = _people(course)
    by = By(people["instructor"])
    digits = _competition(course, by, DIGITS, begins=now - timedelta(days=9), days=30)
    flowers = _competition(course, by, FLOWERS, begins=now - timedelta(days=40), days=25)
    _competition(course, by, PROJECT, begins=now + timedelta(days=25), days=14)
    _add_files(digits, digits_files(), by, now)
    _add_files(flowers, flowers_files(), by, now)
    publish(competition=digits, by=by, now=now - timedelta(days=10))
    # A competition that has closed cannot be published any more: the demo's past one is simply set so.
    Competition.objects.filter(pk=flowers.pk).update(published_at=now - timedelta(days=41))
    for name in ("captain", "member"):
        accept_rules(user=people[name], competition=digits, version=1, now=now)
    announce(course=course, competition=None, by=by, title=WELCOME[0], text=WELCOME[1], also_mail=False)


def _add_files(competition: Competition, files: Iterable[tuple[str, str, bytes]], by: By, now: datetime) -> None:
    for name, about, content in files:
        upload = _received(name, content)
        add_data_file(competition=competition, by=by, upload=upload, name=name, about=about, now=now)
        upload.close()


def _received(name: str, content: bytes) -> ReceivedFile:
    upload = ReceivedFile(name, "text/csv", None, None)
    upload.receive(content)
    return upload


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
        _enrolled(course, f"{name.split()[0].lower()}@example.org", name, Role.STUDENT, number)
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


def _competition(course: Course, by: By, texts: dict[str, str], *, begins: datetime, days: int) -> Competition:
    opens = begins.astimezone(ZoneInfo(ZONE)).replace(hour=9, minute=0, second=0, microsecond=0)
    midnight = opens.replace(hour=0)
    dates = {
        "opens_at": opens,
        "teams_lock_at": midnight + timedelta(days=days * 2 // 3),
        "closes_at": midnight + timedelta(days=days),
        "hand_in_at": midnight + timedelta(days=days + 2),
    }
    head = {"title": texts["title"], "slug": texts["slug"]}
    competition = create_competition(course=course, by=by, values=head | dates)
    change_texts(competition=competition, by=by, values={key: texts[key] for key in texts.keys() - head.keys()})
    competition.refresh_from_db()
    return competition
