"""Doing what a course file says, by the same verbs as the pages. Each does nothing where nothing has to change."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from competition.actions.competitions import change_rules, change_texts, create_competition, move_dates, publish
from competition.actions.courses import change_course, open_course
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.actions.roster import apply_roster, stage_roster
from competition.actions.staff import appoint
from competition.models.competitions import Competition
from competition.models.courses import Course, Role
from scoring.actions.openings.asking import ask_to_check, ask_to_make
from scoring.actions.openings.choosing import choose
from scoring.actions.openings.files import choose_way, receive_file, remove_file
from scoring.actions.openings.foreground import finish_jobs
from scoring.forms.course_file import Wanted, WantedCompetition, refused
from scoring.models.openings import Opening
from scoring.opening.course_file.values import RosterPart
from scoring.opening.plan import Report
from scoring.queries.course_plan import compared_roster, is_checked
from scoring.queries.data_plan import data_plan
from scoring.queries.openings import opening_of
from scoring.received import received

FIRST = ("title", "slug")
REASON = "The course file says so."


def apply_course(*, wanted: Wanted, by: By) -> Course:
    """The course itself and its people."""
    course = wanted.stored or open_course(by=by, values=wanted.course)
    change_course(course=course, by=by, values=wanted.course)
    course.refresh_from_db()
    wanted.stored = course
    appoint_staff(wanted, course, by)
    if wanted.file.roster:
        apply_students(wanted, wanted.file.roster, course, by)
    return course


def appoint_staff(wanted: Wanted, course: Course, by: By) -> None:
    for role, emails in ((Role.INSTRUCTOR, wanted.file.instructors), (Role.ASSISTANT, wanted.file.assistants)):
        for email in emails:
            try:
                appoint(course=course, by=by, email=email, role=role, reason=REASON)
            except RefusedError as refusal:
                raise refused(f"staff.{role.value}s", refusal) from refusal


def apply_students(wanted: Wanted, part: RosterPart, course: Course, by: By) -> None:
    if compared_roster(wanted, part).changes_nothing:
        return
    staged = stage_roster(
        course=course, by=by, file=part.path, file_name=part.path.name, drops_missing=part.drops_missing
    )
    apply_roster(roster_import=staged, by=by, mail_new=part.mail_new)


def apply_competition(*, wanted: WantedCompetition, course: Course, by: By, reason: str, now: datetime) -> Competition:
    """Texts, limits, dates and rules; the data are `bring_in`'s, which takes longer."""
    try:
        competition = wanted.stored or create_competition(course=course, by=by, values=first_values(wanted))
        change_texts(competition=competition, by=by, values=wanted.values)
        move_dates(competition=competition, by=by, dates=wanted.dates, reason=reason, now=now)
        if wanted.rules is not None and by.user:  # without a name there is no change of the rules: see the plan
            change_rules(competition=competition, by=by, text=wanted.rules, now=now)
    except RefusedError as refusal:
        raise refused(wanted.part.key, refusal) from refusal
    return fresh(competition)


def first_values(wanted: WantedCompetition) -> Mapping[str, Any]:
    return {name: wanted.values[name] for name in FIRST} | dict(wanted.dates)


def fresh(competition: Competition) -> Competition:
    return Competition.objects.select_related("course").get(pk=competition.pk)


def bring_in(*, wanted: WantedCompetition, competition: Competition, by: By, told: Report) -> Opening:
    """From the files to the checklist. What stands already is not done again."""
    wanted = WantedCompetition(wanted.part, competition, wanted.values, wanted.dates, wanted.rules)
    plan = data_plan(wanted)
    assert plan
    if competition.published_at:
        return opening_of(competition)
    try:
        choose_way(competition=competition, by=by, way=plan.data.way)
        for gone in plan.remove:
            remove_file(file=gone, by=by)
        for file in plan.send:
            with received(file.path, file.name) as upload:
                receive_file(
                    competition=competition,
                    by=by,
                    upload=upload,
                    role=file.role,
                    name=file.name,
                    expected=file.expected,
                )
        return worked_out(wanted, competition, by, told)
    except RefusedError as refusal:
        raise refused(f"{wanted.part.key}.data", refusal) from refusal


def worked_out(wanted: WantedCompetition, competition: Competition, by: By, told: Report) -> Opening:
    data = wanted.part.data
    assert data
    finish_jobs(opening=opening_of(competition), told=told)
    choose(competition=competition, by=by, choices=data.choices)
    if opening_of(competition).made is None:
        ask_to_make(competition=competition, by=by)
    finish_jobs(opening=opening_of(competition), told=told)
    if not is_checked(competition):
        ask_to_check(competition=competition, by=by)
        finish_jobs(opening=opening_of(competition), told=told)
    return opening_of(competition)


def publish_it(*, competition: Competition, by: By, now: datetime) -> None:
    try:
        publish(competition=competition, by=by, now=now)
    except RefusedError as refusal:
        raise refused(f"competitions.{competition.slug}.publish", refusal) from refusal
