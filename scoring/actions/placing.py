"""Another competition like one there is: from a manifest whose bytes lie on this site's shelves."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from competition.actions.log import By, record
from competition.actions.refused import RefusedError
from competition.forms.competitions import TAKEN
from competition.models.competitions import Competition, DataFile, RulesVersion
from competition.models.courses import Course
from competition.rules.dates import date_problems
from scoring.actions.openings.asking import ask
from scoring.actions.openings.drafts import lock
from scoring.actions.openings.storing import FIRST_VERSION
from scoring.models.keys import AnswerKey
from scoring.models.openings import InboxFile, Opening, Task
from scoring.opening.archive.manifest import Manifest
from scoring.queries.manifests import manifest_of
from scoring.rules.new_term import fitted


@transaction.atomic
def copy_competition(*, competition: Competition, course: Course, by: By, slug: str) -> Competition:
    """For another term: nothing of its people, its submissions and its publication comes along."""
    manifest = manifest_of(lock(competition.pk))
    return place(manifest=manifest, course=course, by=by, slug=slug, action="competition copied")


def place(*, manifest: Manifest, course: Course, by: By, slug: str, action: str) -> Competition:
    """All of it or nothing. What follows from the data is worked out again where it may have changed."""
    try:
        with transaction.atomic():
            return _place(manifest, course, by, slug, action)
    except IntegrityError as error:
        if Competition.objects.filter(slug=slug).exists():
            raise RefusedError(TAKEN, field="slug") from error
        raise


def _place(manifest: Manifest, course: Course, by: By, slug: str, action: str) -> Competition:
    weeks, dates = _dates(manifest, course)
    competition = Competition.objects.create(course=course, slug=slug, **manifest.settings, **dates)
    assert by.user
    RulesVersion.objects.create(competition=competition, number=1, text=manifest.rules, changed_by=by.user)
    _list_public(manifest, competition)
    _list_answers(manifest, competition, by)
    opening = _open(manifest, competition, by)
    told = {"from": manifest.slug, "weeks_later": weeks, "files": len(manifest.public), "sent": len(manifest.sent)}
    record(by=by, action=action, subject=slug, course=course, after=told)
    _go_on(opening, by)
    return competition


def _dates(manifest: Manifest, course: Course) -> tuple[int, dict[str, datetime | None]]:
    dates = {name: datetime.fromisoformat(at) if at else None for name, at in manifest.dates.items()}
    weeks, found = fitted(
        dates,
        zone=manifest.zone,
        first_day=date.fromisoformat(manifest.first_day),
        to_zone=course.zone,
        to_first_day=course.first_day,
        ends=Competition.ENDS,
        now=timezone.now(),
    )
    for problem in date_problems(found).values():
        raise RefusedError(f"{problem} The clocks change in between: move the dates of the original by some hours.")
    return weeks, found


def _list_public(manifest: Manifest, competition: Competition) -> None:
    DataFile.objects.bulk_create(
        DataFile(competition=competition, name=file.name, about=file.about, size=file.size, sha256=file.sha256)
        for file in manifest.public
    )


def _list_answers(manifest: Manifest, competition: Competition, by: By) -> None:
    if manifest.answers is None:
        return
    assert by.user
    values: dict[str, Any] = {name: getattr(manifest.answers, name) for name in manifest.answers.__dataclass_fields__}
    AnswerKey.objects.create(
        competition=competition, version=FIRST_VERSION, active=True, made_by=by.user, made_at=timezone.now(), **values
    )


def _open(manifest: Manifest, competition: Competition, by: By) -> Opening:
    opening = Opening.objects.create(
        competition=competition,
        way=manifest.way,
        understood=manifest.understood,
        choices=manifest.choices,
        made=manifest.made,
    )
    assert by.user
    for file in manifest.sent:
        values = {name: getattr(file, name) for name in file.__dataclass_fields__}
        InboxFile.objects.create(opening=opening, sent_by=by.user, **values)
    return opening


def _go_on(opening: Opening, by: By) -> None:
    """With the step that the original stood before."""
    if opening.made is not None:
        ask(opening, Task.CHECK, by)
    elif opening.understood is None and opening.files.exists():
        ask(opening, Task.INSPECT, by)
    elif opening.understood is not None and opening.choices is not None:
        ask(opening, Task.MAKE, by)
