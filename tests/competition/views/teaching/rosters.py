from typing import Any

from competition.models.courses import Course, RosterImport
from competition.models.people import User


def make_import(course: Course, by: User, **fields: Any) -> RosterImport:
    return RosterImport.objects.create(
        course=course,
        created_by=by,
        file_name="roster.csv",
        rows=[{"line": 2, "name": "Bob", "email": "bob@example.org", "roster_id": "b1", "section": "A"}],
        **fields,
    )
