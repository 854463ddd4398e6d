"""A course file held against the site: the same forms as on the pages say whether its values will do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from competition.actions.refused import RefusedError
from competition.forms.competitions import BAD_NAME, RulesForm, SettingsForm
from competition.forms.courses import CourseForm
from competition.models.competitions import Competition, DataFile
from competition.models.courses import Course
from competition.rules.dates import date_problems
from scoring.opening.course_file.reading import DATES
from scoring.opening.course_file.values import CompetitionPart, Complaint, CourseFile, CourseFileError
from scoring.rules.typed_dates import UnclearTimeError, instant

KEYS = {name: key for key, name in DATES.items()}
NEEDED_DATES = ("opens_at", "teams_lock_at", "closes_at")


@dataclass(frozen=True)
class WantedCompetition:
    """`stored` is None where there is none yet."""

    part: CompetitionPart
    stored: Competition | None
    values: Mapping[str, Any]
    dates: Mapping[str, datetime | None]
    rules: str | None


@dataclass
class Wanted:
    file: CourseFile
    stored: Course | None
    course: Mapping[str, Any]
    competitions: list[WantedCompetition] = field(default_factory=list)


def held_against_the_site(file: CourseFile, now: datetime) -> Wanted:
    complaints: list[Complaint] = []
    stored = Course.objects.filter(slug=file.slug).first()
    values = form_values(CourseForm, stored or Course(), file.course, "course", complaints, now=now)
    if complaints:
        raise CourseFileError(complaints)
    wanted = Wanted(file, stored, values)
    if stored is None and not file.instructors:
        complaints.append(Complaint("staff.instructors", "A new course needs somebody who leads it. Name one address."))
    for part in file.competitions:
        wanted.competitions.append(competition_of(part, stored, values["zone"], complaints))
    if complaints:
        raise CourseFileError(complaints)
    return wanted


def form_values(
    form: type[forms.ModelForm[Any]],
    stored: Model,
    given: Mapping[str, Any],
    key: str,
    complaints: list[Complaint],
    **options: Any,
) -> Mapping[str, Any]:
    """What the file leaves out stays as it is stored, or as it is on a new one."""
    names = form.base_fields
    kept = {name: getattr(stored, name) for name in names}
    # The form writes into its instance, and `stored` is still to be compared.
    twin = type(stored)(**{each.attname: getattr(stored, each.attname) for each in stored._meta.concrete_fields})
    twin._state.adding = stored._state.adding
    filled = form({**kept, **given}, instance=twin, **options)
    complaints += [
        Complaint(f"{key}.{name}".removesuffix(f".{NON_FIELD_ERRORS}"), text) for name, text in errors_of(filled)
    ]
    return filled.cleaned_data


def errors_of(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    return ((name, str(text)) for name, texts in form.errors.items() for text in texts)


def competition_of(
    part: CompetitionPart, course: Course | None, zone: str, complaints: list[Complaint]
) -> WantedCompetition:
    stored = Competition.objects.filter(slug=part.slug).select_related("course").first()
    if stored and (course is None or stored.course_id != course.pk):
        complaints.append(Complaint(part.key, "A competition of another course has this address. Add the term to it."))
    given = {**part.values, "slug": part.slug}
    values = form_values(SettingsForm, stored or Competition(), given, part.key, complaints)
    dates = dates_of(part, stored, zone, complaints)
    rules = rules_of(part, complaints)
    complaints += names_of(part)
    return WantedCompetition(part, stored, values, dates, rules)


def dates_of(
    part: CompetitionPart, stored: Competition | None, zone: str, complaints: list[Complaint]
) -> dict[str, datetime | None]:
    found: dict[str, datetime | None] = {name: getattr(stored, name) for name in Competition.DATES} if stored else {}
    for name, typed in part.dates.items():
        try:
            found[name] = instant(typed, zone, is_end=name in Competition.ENDS, stored=found.get(name))
        except UnclearTimeError as problem:
            complaints.append(Complaint(f"{part.key}.{KEYS[name]}", str(problem)))
            found[name] = None
    for name in NEEDED_DATES:
        if name not in found:
            complaints.append(Complaint(f"{part.key}.{KEYS[name]}", "This is needed. Write a day and a time."))
    complaints += [Complaint(f"{part.key}.{KEYS[name]}", text) for name, text in date_problems(found).items()]
    return found


def rules_of(part: CompetitionPart, complaints: list[Complaint]) -> str | None:
    if part.rules is None:
        return None
    form = RulesForm({"text": part.rules})
    complaints += [Complaint(f"{part.key}.rules", text) for _, text in errors_of(form)]
    text: str | None = form.cleaned_data.get("text")
    return text


def names_of(part: CompetitionPart) -> Iterable[Complaint]:
    for file in part.data.files if part.data else ():
        try:
            DataFile._meta.get_field("name").clean(file.name, None)
        except ValidationError:
            yield Complaint(file.key, BAD_NAME)


def refused(key: str, refusal: RefusedError) -> CourseFileError:
    return CourseFileError([Complaint(key, str(refusal))])
