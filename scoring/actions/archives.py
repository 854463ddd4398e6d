"""Competitions leave a site and come to one as archives. Answers are in them: only workers, and whoever may type
commands on the machine, come here."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError

from competition.actions.log import By, record
from competition.files import shelf
from competition.forms.competitions import BAD_NAME, SettingsForm
from competition.models.competitions import Competition, DataFile
from competition.models.courses import Course
from scoring.actions.placing import place
from scoring.judging.answers import read_answers
from scoring.judging.layout import LayoutError
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.parameters import ParameterError
from scoring.judging.problems import RefusedError
from scoring.opening.archive.manifest import Answers, ArchiveError, Manifest
from scoring.opening.archive.reading import read_archive
from scoring.opening.archive.writing import write_archive
from scoring.opening.plan import OpeningError, Report
from scoring.queries.manifests import SETTINGS, manifest_of
from scoring.queries.openings import opening_of
from scoring.received import received
from scoring.shelves import answers
from scoring.worker_files import key_file, path_of


def export_competition(*, competition: Competition, by: By, to: Path, told: Report) -> int:
    """Whole or not at all, and never over another file. Gives the number of bytes."""
    if to.exists():
        raise ArchiveError(f"{to} is there already. Choose another name.")
    manifest = manifest_of(competition)
    contents = _contents(manifest, competition)
    with TemporaryDirectory(prefix=".archive-", dir=to.parent) as folder:
        half = Path(folder) / "archive"
        half.touch(mode=0o600)  # answers are in it
        with half.open("wb") as file:
            write_archive(file, manifest, contents, told)
            file.flush()
            os.fsync(file.fileno())
        size = half.stat().st_size
        # Before it can be taken away: no archive without its line.
        files = {"files": len(manifest.public), "sent": len(manifest.sent), "size": size}
        record(by=by, action="competition exported", subject=competition.slug, course=competition.course, after=files)
        half.rename(to)
    return size


def _contents(manifest: Manifest, competition: Competition) -> dict[str, Path]:
    opening = opening_of(competition)
    try:
        found = {file.sha256: path_of(file.name, file.sha256) for file in (opening.files.all() if opening.pk else [])}
    except OpeningError as problem:
        raise ArchiveError(str(problem)) from problem
    found |= {file.sha256: shelf.path(file.sha256) for file in manifest.public}
    return found | ({manifest.answers.sha256: key_file(manifest.answers.sha256)} if manifest.answers else {})


def import_competition(*, archive: Path, course: Course, by: By, slug: str, told: Report) -> Competition:
    """Nothing is stored before everything was looked at."""
    with answers.draft() as folder:
        manifest, contents = read_archive(archive, Path(folder), settings.LARGEST_DATA_FILE, told)
        slug = slug or manifest.slug
        _check_names([*(file.name for file in manifest.public), *(file.name for file in manifest.sent)])
        if manifest.answers:
            _check_answers(manifest.answers, contents[manifest.answers.sha256])
        manifest = replace(manifest, settings=_settings(manifest, slug))
        _keep(manifest, contents)
    try:
        return place(manifest=manifest, course=course, by=by, slug=slug, action="competition imported")
    except (IntegrityError, DataError):
        raise ArchiveError("What its manifest says contradicts itself. Export the competition anew.") from None


def _check_names(names: list[str]) -> None:
    for name in names:
        try:
            DataFile._meta.get_field("name").clean(name, None)
        except ValidationError:
            raise ArchiveError(f"It holds a file called {name[:100]!r}. {BAD_NAME}") from None


def _settings(manifest: Manifest, slug: str) -> dict[str, Any]:
    if {*manifest.settings} != {*SETTINGS}:
        raise ArchiveError("Its settings are not those of a competition. Export it anew.")
    form = SettingsForm({**manifest.settings, "slug": slug})
    for name, texts in form.errors.items():
        text = str(texts[0])
        raise ArchiveError(f"{slug}: {text} Give another one with --address." if name == "slug" else f"{name}: {text}")
    return {name: form.cleaned_data[name] for name in SETTINGS}


def _check_answers(key: Answers, path: Path) -> None:
    """By the very reader that will judge the class."""
    if key.metric not in METRICS:
        raise ArchiveError(f"It is scored by “{key.metric}”, which this site does not know. Update this site first.")
    try:
        with path.open("rb") as stream:
            read_answers(stream, METRICS[key.metric], key.parameters, key.columns)
    except RefusedError as refusal:
        raise ArchiveError(f"Its answers cannot be read: {refusal.problems[0].message}") from refusal
    except (LayoutError, ParameterError) as error:
        raise ArchiveError(f"Its answers do not fit its metric. {error}") from error


def _keep(manifest: Manifest, contents: Mapping[str, Path]) -> None:
    """On the shelves, where bytes that no row names lie for an hour and go."""
    for sha256 in {file.sha256 for file in manifest.public}:
        with received(contents[sha256], sha256) as upload:
            shelf.keep(upload)
    secret = [file.sha256 for file in manifest.sent] + ([manifest.answers.sha256] if manifest.answers else [])
    for sha256 in {*secret}:
        answers.put(contents[sha256])
