"""From the text of a course file to values. Nothing of the site is known here."""

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

from scoring.opening.course_file.data import data_of
from scoring.opening.course_file.tables import Table
from scoring.opening.course_file.values import CompetitionPart, Complaint, CourseFile, CourseFileError, RosterPart

COURSE: dict[str, type] = {
    "code": str,
    "title": str,
    "term": str,
    "zone": str,
    "first_day": date,
    "last_day": date,
    "mail_domain": str,
}
SHORT: dict[str, type] = {"title": str, "tagline": str, "accent": str, "selection_mode": str}
LIMITS: dict[str, type] = {"daily_limit": int, "final_picks": int, "team_size": int, "digits": int}
LONG = ("description", "evaluation", "data_description")
DATES = {"opens": "opens_at", "teams_lock": "teams_lock_at", "closes": "closes_at", "hand_in": "hand_in_at"}
SLUG = "slug"


def read_course_file(path: Path) -> CourseFile:
    try:
        plain = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CourseFileError(
            [Complaint(str(path), f"It cannot be read: {error.strerror}. Name another file.")]
        ) from None
    except UnicodeDecodeError:
        raise CourseFileError([Complaint(str(path), "It is not UTF-8. Save it as UTF-8 text.")]) from None
    except tomllib.TOMLDecodeError as error:
        raise CourseFileError([Complaint(str(path), f"It is no valid TOML: {error}. Mend that place.")]) from None
    return course_of(Table(plain, "", path.parent, []))


def course_of(whole: Table) -> CourseFile:
    course = whole.table("course") or Table({}, "course", whole.folder, whole.complaints)
    values = {SLUG: course.take(SLUG, str, needed=True)} | taken(course, COURSE)
    course.end()
    staff = whole.table("staff")
    instructors, assistants = people(staff) if staff else ((), ())
    roster = whole.table("roster")
    found = CourseFile(
        course=values,
        instructors=instructors,
        assistants=assistants,
        roster=roster_of(roster) if roster else None,
        competitions=competitions_of(whole),
    )
    whole.end()
    if whole.complaints:
        raise CourseFileError(whole.complaints)
    return found


def taken(table: Table, keys: dict[str, type]) -> dict[str, object]:
    values = {name: table.take(name, kind) for name, kind in keys.items()}
    return {name: value for name, value in values.items() if value is not None}


def people(staff: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    instructors, assistants = (
        tuple(email.strip().lower() for email in staff.texts(name)) for name in ("instructors", "assistants")
    )
    staff.end()
    for email, times in Counter([*instructors, *assistants]).items():
        if times > 1:
            staff.complain("", f"{email} stands here {times} times. Give each person one role.")
        elif "@" not in email:
            staff.complain("", f"{email!r} is no e-mail address. Write the one the person signs in with.")
    return instructors, assistants


def roster_of(table: Table) -> RosterPart | None:
    name = table.take("file", str, needed=True)
    drops, mails = table.take("drop_missing", bool), table.take("mail_new", bool)
    table.end()
    path = table.file("file", name) if name else None
    return RosterPart(path, drops_missing=drops is not False, mail_new=mails is True) if path else None


def competitions_of(whole: Table) -> tuple[CompetitionPart, ...]:
    every = whole.table("competitions")
    if every is None:
        return ()
    return tuple(part_of(slug, table) for slug in list(every.left) if (table := every.table(slug)))


def part_of(slug: str, table: Table) -> CompetitionPart:
    values = taken(table, SHORT | LIMITS)
    texts = {name: table.long_text(name) for name in LONG}
    dates = {field: table.time(name) for name, field in DATES.items()}
    rules, publish = table.long_text("rules"), table.take("publish", bool)
    data = table.table("data")
    part = CompetitionPart(
        slug=slug,
        values=values | {name: text for name, text in texts.items() if text is not None},
        dates={field: at for field, at in dates.items() if at is not None},
        rules=rules,
        data=data_of(data) if data else None,
        publish=publish is True,
    )
    table.end()
    return part
