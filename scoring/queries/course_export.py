"""A course as a course file. People's e-mail addresses go out for the staff alone, and files go by their names."""

from typing import Any

from competition.models.competitions import Competition
from competition.models.courses import Course, Enrolment, Role
from competition.queries.competitions import newest_rules
from scoring.models.openings import Opening
from scoring.opening.course_file.data import SINGLE
from scoring.opening.course_file.reading import COURSE, DATES, LIMITS, LONG, SHORT, SLUG
from scoring.opening.course_file.writing import as_toml
from scoring.opening.plan import FileRole
from scoring.rules.typed_dates import as_typed

HEAD = """\
# Written by `manage.py course export`. The roster is not in it. Data files go by their names: put them beside it.

"""
EVERYWHERE = (
    "metric",
    "targets",
    "id_column",
    "parameters",
    "columns",
    "public_share",
    "stratify",
    "group_column",
    "seed",
)
WHERE_CUT = ("test_share", "keep_ids")
SINGLE_ROLES = [role for roles in SINGLE.values() for role in roles]


def course_as_toml(course: Course) -> str:
    tables: dict[str, dict[str, Any]] = {
        "course": {name: getattr(course, name) for name in (SLUG, *COURSE)},
        "staff": {"instructors": emails(course, Role.INSTRUCTOR), "assistants": emails(course, Role.ASSISTANT)},
    }
    for competition in course.competitions.order_by("opens_at", "slug"):
        tables |= competition_tables(competition, course.zone)
    return HEAD + as_toml(tables)


def emails(course: Course, role: Role) -> list[str]:
    found = Enrolment.objects.filter(course=course, role=role, active=True)
    return sorted(found.values_list("user__email", flat=True))


def competition_tables(competition: Competition, zone: str) -> dict[str, dict[str, Any]]:
    values = {name: getattr(competition, name) for name in (*SHORT, *LIMITS, *LONG)}
    dates = as_typed({key: getattr(competition, name) for key, name in DATES.items()}, zone, ENDS)
    rules = newest_rules(competition)
    key = f"competitions.{competition.slug}"
    more = {"rules": rules.text if rules else "", "publish": competition.published_at is not None}
    opening = Opening.objects.filter(competition=competition).first()
    return {key: values | dates | more} | (data_tables(f"{key}.data", opening) if opening else {})


ENDS = tuple(key for key, name in DATES.items() if name in Competition.ENDS)


def data_tables(key: str, opening: Opening) -> dict[str, dict[str, Any]]:
    files = list(opening.files.all())
    if not files or not opening.choices:
        return {}
    sent: dict[str, Any] = {file.role: file.name for file in files if file.role in SINGLE_ROLES}
    extras = [file.name for file in files if file.role == FileRole.EXTRA]
    probes = {file.name: file.expected for file in files if file.role == FileRole.PROBE}
    names = EVERYWHERE + (WHERE_CUT if FileRole.LABELLED in sent else ())
    chosen = {name: value for name in names if (value := opening.choices[name]) is not None}
    return {key: sent | {"extras": extras} | chosen} | ({f"{key}.probes": probes} if probes else {})
