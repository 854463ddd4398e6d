import hashlib
import json
from dataclasses import asdict
from typing import Any

from django.contrib.auth.hashers import is_password_usable
from django.db.models import Exists, OuterRef, QuerySet

from competition.models.courses import Course, Enrolment, Role, RosterImport
from competition.models.people import User
from competition.rules.batches import batches
from competition.rules.roster.compare import Change, Comparison, Present, compare
from competition.rules.roster.rows import Problem, Row


def comparison(roster_import: RosterImport) -> Comparison:
    """Against the course as it is now, not as it was when the file came."""
    rows = [Row(**row) for row in roster_import.rows]
    problems = [Problem(**problem) for problem in roster_import.problems]
    return compare(
        rows,
        problems,
        people_present(roster_import.course),
        accounts=accounts([row.email for row in rows]),
        drops_missing=roster_import.drops_missing,
    )


def people_present(course: Course) -> list[Present]:
    elsewhere = Exists(Enrolment.objects.filter(user=OuterRef("user")).exclude(course=course))
    enrolments = Enrolment.objects.filter(course=course).select_related("user").annotate(elsewhere=elsewhere)
    return [_present(enrolment) for enrolment in enrolments.order_by("pk")]


def _present(enrolment: Any) -> Present:
    user: User = enrolment.user
    signed_in = user.last_login is not None or is_password_usable(user.password)
    return Present(
        enrolment=enrolment.pk,
        user=user.pk,
        email=user.email,
        name=enrolment.name,
        roster_id=enrolment.roster_id,
        section=enrolment.section,
        student=enrolment.role == Role.STUDENT,
        active=enrolment.active,
        from_roster=enrolment.from_roster,
        own_account=signed_in or user.is_superuser or enrolment.elsewhere,
    )


def accounts(emails: list[str]) -> dict[str, int]:
    known: dict[str, int] = {}
    for batch in batches(emails):
        known.update(User.objects.filter(email__in=batch).values_list("email", "pk"))
    return known


def fingerprint(compared: Comparison) -> str:
    """Of what the preview shows. Two equal ones would write the same."""
    changes = {
        name: [_shown(change) for change in getattr(compared, name)] for name in ("changed", "returning", "staff")
    }
    told = compared.told()
    shown = changes | {name: told[name] for name in ("new", "not_understood")}
    shown["dropped"] = [person.enrolment for person in compared.dropped]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def _shown(change: Change) -> list[Any]:
    return [change.row.line, change.present.enrolment, [asdict(difference) for difference in change.differences]]


def roster_history(course: Course) -> QuerySet[RosterImport]:
    return RosterImport.objects.filter(course=course).select_related("created_by").defer("rows", "problems")
