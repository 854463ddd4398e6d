"""What a course file would change of what is on the site. Reads only."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings

from competition.models.competitions import Competition
from competition.models.courses import Course, Enrolment, Role
from competition.queries.competitions import newest_rules
from competition.queries.roster import accounts, people_present
from competition.rules.instants import said as instant_said
from competition.rules.roster.compare import Comparison, compare
from competition.rules.roster.read import read_roster
from competition.rules.roster.rows import RosterRefusedError
from scoring.forms.course_file import KEYS, Wanted, WantedCompetition
from scoring.models.openings import Task
from scoring.opening.course_file.comparing import Difference, Section, differences
from scoring.opening.course_file.values import Complaint, CourseFileError, RosterPart
from scoring.queries.data_plan import DataPlan, data_plan
from scoring.queries.inputs import fingerprint
from scoring.queries.openings import opening_of

NEW_RULES = "This makes a new version, which everybody accepts again before seeing the data."
CHECKED = Difference("checklist", "not for these files and texts", "gone through")
PUBLISHED = Difference("published", "no", "as soon as the checklist is green")


def plan(wanted: Wanted) -> list[Section]:
    sections = [course_section(wanted)]
    if wanted.file.instructors or wanted.file.assistants:
        sections.append(staff_section(wanted))
    if wanted.file.roster:
        sections.append(roster_section(wanted, wanted.file.roster))
    for each in wanted.competitions:
        sections += competition_sections(each, wanted.course["zone"])
    return sections


def course_section(wanted: Wanted) -> Section:
    is_new = wanted.stored is None
    found = differences(fields(wanted.stored, wanted.course), wanted.course)
    return Section(f"course {wanted.file.slug}", found, is_new=is_new, in_a_name=is_new)


def fields(stored: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: getattr(stored, name) for name in values} if stored else {}


def staff_section(wanted: Wanted) -> Section:
    present = roles(wanted.stored)
    wishes = wished_roles(wanted)
    others = [email for email, role in present.items() if role != Role.STUDENT.label and email not in wishes]
    notes = [f"{email} stays, although the file does not name this person." for email in others]
    return Section("staff", differences(present, wishes), notes=tuple(notes))


def wished_roles(wanted: Wanted) -> dict[str, str]:
    wishes = dict.fromkeys(wanted.file.instructors, Role.INSTRUCTOR)
    return {
        email: role.label for email, role in (wishes | dict.fromkeys(wanted.file.assistants, Role.ASSISTANT)).items()
    }


def roles(course: Course | None) -> dict[str, str]:
    found = Enrolment.objects.filter(course=course, active=True).select_related("user") if course else []
    return {enrolment.user.email: enrolment.get_role_display() for enrolment in found}


def roster_section(wanted: Wanted, part: RosterPart) -> Section:
    compared = compared_roster(wanted, part)
    counts = {name: number for name, number in compared.counts.items() if name in ("new", "returning", "dropped")}
    found = [Difference(f"{name} students", "", str(number)) for name, number in counts.items() if number]
    for change in compared.changed:
        found += [
            Difference(f"{change.row.name}, {each.field}", each.before, each.after) for each in change.differences
        ]
    notes = ("This drops more students than it keeps. Is it the whole roster?",) if compared.drops_most else ()
    return Section(f"roster {part.path.name}", tuple(found), in_a_name=True, notes=notes)


def compared_roster(wanted: Wanted, part: RosterPart) -> Comparison:
    try:
        read = read_roster(part.path, mail_domain=wanted.course["mail_domain"], largest=settings.LARGEST_ROSTER)
    except RosterRefusedError as refusal:
        raise CourseFileError([Complaint("roster.file", f"{part.path}: {refusal}")]) from None
    found = compare(
        [row for row in read.rows if row.email not in wished_roles(wanted)],
        read.problems,
        people_present(wanted.stored) if wanted.stored else [],
        accounts=accounts([row.email for row in read.rows]),
        drops_missing=part.drops_missing,
    )
    if found.not_understood:
        raise CourseFileError(
            [
                Complaint("roster.file", f"{part.path}, line {each.line}: {each.what} {each.remedy}")
                for each in found.not_understood
            ]
        )
    return found


def competition_sections(wanted: WantedCompetition, zone: str) -> Iterator[Section]:
    title, stored = f"competition {wanted.part.slug}", wanted.stored
    is_new, is_public = stored is None, bool(stored and stored.published_at)
    own = [
        Section(title, differences(fields(stored, wanted.values), wanted.values), is_new=is_new, in_a_name=is_new),
        Section(f"{title}, dates", date_differences(wanted, zone), in_a_name=is_public),
        rules_section(title, wanted),
    ]
    yield from own
    data = data_plan(wanted)
    if data:
        yield data_section(f"{title}, data", wanted, data, changed=any(each.changes for each in own))
    if wanted.part.publish and not is_public:
        yield Section(f"{title}, publication", (PUBLISHED,))


def date_differences(wanted: WantedCompetition, zone: str) -> tuple[Difference, ...]:
    before = fields(wanted.stored, wanted.dates)
    return differences(dates_said(before, zone), dates_said(wanted.dates, zone))


def dates_said(dates: Mapping[str, Any], zone: str) -> dict[str, str]:
    return {
        KEYS[name]: instant_said(at, zone, is_end=name in Competition.ENDS) if at else "" for name, at in dates.items()
    }


def rules_section(title: str, wanted: WantedCompetition) -> Section:
    newest = newest_rules(wanted.stored) if wanted.stored else None
    before = newest.text.strip() if newest else ""
    changed = wanted.rules is not None and wanted.rules.strip() != before
    found = (Difference("rules", before, (wanted.rules or "").strip()),) if changed else ()
    is_public = bool(wanted.stored and wanted.stored.published_at)
    return Section(f"{title}, rules", found, in_a_name=True, notes=(NEW_RULES,) if changed and is_public else ())


def data_section(title: str, wanted: WantedCompetition, data: DataPlan, *, changed: bool) -> Section:
    found = data.differences
    if not found and wanted.stored is not None and wanted.stored.published_at:
        return Section(title)
    if wanted.stored is None or changed or data.changes or not is_checked(wanted.stored):
        found = (*found, CHECKED)
    return Section(title, found, in_a_name=True)


def is_checked(competition: Competition) -> bool:
    opening = opening_of(competition)
    return opening.checklist is not None and opening.checked_for == fingerprint(opening, Task.CHECK)


def moves_public_dates(wanted: Wanted) -> bool:
    zone = wanted.course["zone"]
    return any(
        each.stored and each.stored.published_at and date_differences(each, zone) for each in wanted.competitions
    )
