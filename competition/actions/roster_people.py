"""The writing half of a roster: a handful of statements, however many students it names."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from competition.actions.outbox import post
from competition.models.courses import Course, Enrolment
from competition.models.people import User
from competition.queries.roster import accounts
from competition.rules.aliases import draw_alias, username_from
from competition.rules.batches import AT_ONCE, batches
from competition.rules.roster.compare import Change, Comparison, Present
from competition.rules.roster.rows import Row

FIELDS = ("name", "roster_id", "section")


def write(*, course: Course, compared: Comparison) -> list[User]:
    """Returns the people who are new to the course."""
    kept = [*compared.changed, *compared.returning]
    # Addresses and roster ids that are given up must be free before somebody new takes them.
    _change(kept)
    _drop(compared.dropped)
    _mark_named([*kept, *compared.unchanged])
    return _enrol(course, compared.new)


def welcome(*, course: Course, people: Sequence[User]) -> int:
    body = (
        f"Hello,\n\nyou are enrolled in {course.code} · {course.title}, {course.term}.\n\n"
        f"To sign in, open {settings.PUBLIC_URL}/ and ask for a code by e-mail: type the address this mail came to, "
        "and the code that is sent to it. You need no password.\n\n"
        "Other students see a made-up name of yours; you can choose another one on your account page.\n"
    )
    return post(people, event=f"welcome:{course.pk}", subject=f"You are enrolled in {course.code}", body=body)


def _enrol(course: Course, rows: Sequence[Row]) -> list[User]:
    known = accounts([row.email for row in rows])
    _open_accounts([row.email for row in rows if row.email not in known])
    known = accounts([row.email for row in rows])
    Enrolment.objects.bulk_create(
        [
            Enrolment(
                course=course,
                user_id=known[row.email],
                name=row.name,
                roster_id=row.roster_id,
                section=row.section or "",
                from_roster=True,
            )
            for row in rows
        ],
        batch_size=AT_ONCE,
    )
    return [User(pk=known[row.email], email=row.email) for row in rows]


def _open_accounts(emails: Sequence[str]) -> None:
    aliases = _free_aliases(len(emails))
    User.objects.bulk_create(
        [
            User(email=email, alias=alias, username=username_from(alias), password=make_password(None))
            for email, alias in zip(emails, aliases, strict=True)
        ],
        batch_size=AT_ONCE,
    )


def _free_aliases(wanted: int) -> list[str]:
    free: dict[str, str] = {}
    while len(free) < wanted:
        drawn = {username_from(alias): alias for alias in (draw_alias() for _ in range(min(wanted, AT_ONCE)))}
        taken = set(User.objects.filter(username__in=drawn).values_list("username", flat=True))
        free |= {username: alias for username, alias in drawn.items() if username not in taken}
    return list(free.values())[:wanted]


def _change(changes: Sequence[Change]) -> None:
    Enrolment.objects.bulk_update([_enrolment(change) for change in changes], [*FIELDS, "active"], batch_size=AT_ONCE)
    users = [
        User(pk=change.present.user, email=difference.after)
        for change in changes
        for difference in change.differences
        if difference.field == "email"
    ]
    User.objects.bulk_update(users, ["email"], batch_size=AT_ONCE)
    # A confirmation of the old address says nothing about the new one.
    for batch in batches(users):
        EmailAddress.objects.filter(user_id__in=[user.pk for user in batch]).delete()


def _enrolment(change: Change) -> Enrolment:
    values = {name: getattr(change.present, name) for name in FIELDS}
    told = {difference.field: difference.after for difference in change.differences if difference.field in FIELDS}
    return Enrolment(pk=change.present.enrolment, active=True, **values | told)


def _drop(people: Sequence[Present]) -> None:
    for batch in batches(people):
        Enrolment.objects.filter(pk__in=[person.enrolment for person in batch]).update(active=False)


def _mark_named(changes: Sequence[Change]) -> None:
    numbers = [change.present.enrolment for change in changes if not change.present.from_roster]
    for batch in batches(numbers):
        Enrolment.objects.filter(pk__in=batch).update(from_roster=True)
