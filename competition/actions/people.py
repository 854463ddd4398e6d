"""People of a course leave the site as a file; that somebody took it is told in the log."""

import csv
import io

from django.db import transaction

from competition.actions.log import By, record
from competition.models.courses import Course, Enrolment
from competition.queries.people import people
from competition.rules.spreadsheet import safe_cell

HEADER = ("name", "email", "roster_id", "section", "role", "active", "alias", "username", "last_sign_in")


@transaction.atomic
def export_people(*, course: Course, by: By, chosen: dict[str, str]) -> str:
    rows = [_row(enrolment) for enrolment in people(course, chosen)]
    record(by=by, action="people exported", subject=course.slug, course=course, after={"people": len(rows)})
    text = io.StringIO()
    # All in quotes: where semicolons separate, a bare “Smith;=1+1” would become two cells, and the second a formula.
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([HEADER, *rows])
    # The mark tells spreadsheet programs that this is UTF-8.
    return "\ufeff" + text.getvalue()


def _row(enrolment: Enrolment) -> list[str]:
    user = enrolment.user
    cells = [
        enrolment.name or user.name,
        user.email,
        enrolment.roster_id,
        enrolment.section,
        enrolment.role,
        "yes" if enrolment.active else "no",
        user.alias,
        user.username,
        user.last_login.isoformat(timespec="seconds") if user.last_login else "",
    ]
    return [safe_cell(cell) for cell in cells]
