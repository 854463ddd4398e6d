"""Which files of a course file have to be sent, which go, and what is chosen anew."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from competition.actions.log import plain
from scoring.forms.course_file import WantedCompetition
from scoring.models.openings import InboxFile, Opening
from scoring.opening.course_file.comparing import Difference, differences
from scoring.opening.course_file.values import Complaint, CourseFileError, Data, WantedFile
from scoring.opening.plan import Way
from scoring.queries.openings import opening_of

SHORT_HASH = 12
Content = tuple[str, float | str | None]  # a file's hash, and what it must get if it is a probe
Contents = dict[tuple[str, str], Content]  # by role and name
FIXED = "This competition is published, so its data stay as they are. Take it back to a draft first, if you still can."


@dataclass(frozen=True)
class DataPlan:
    opening: Opening | None
    data: Data
    send: tuple[WantedFile, ...]
    remove: tuple[InboxFile, ...]
    differences: tuple[Difference, ...]

    @property
    def changes(self) -> bool:
        return bool(self.differences)


def data_plan(wanted: WantedCompetition) -> DataPlan | None:
    data = wanted.part.data
    if data is None:
        return None
    opening = opening_of(wanted.stored) if wanted.stored else None
    present = list(opening.files.all()) if opening and opening.pk else []
    there = {(file.role, file.name): (file.sha256, file.expected) for file in present}
    wishes = {(file.role.value, file.name): (digest(file.path), file.expected) for file in data.files}
    found = DataPlan(
        opening=opening,
        data=data,
        send=tuple(file for file in data.files if there.get(key := (file.role.value, file.name)) != wishes[key]),
        remove=tuple(file for file in present if (file.role, file.name) not in wishes),
        differences=(*file_differences(there, wishes), *choice_differences(opening, data)),
    )
    if found.changes and wanted.stored and wanted.stored.published_at:
        raise CourseFileError([Complaint(f"{wanted.part.key}.data", FIXED)])
    return found


def file_differences(there: Contents, wishes: Contents) -> list[Difference]:
    keys = [*wishes, *(key for key in there if key not in wishes)]
    return [
        Difference(" ".join(key), told(there.get(key), ""), told(wishes.get(key), "removed"))
        for key in keys
        if there.get(key) != wishes.get(key)
    ]


def told(content: Content | None, otherwise: str) -> str:
    if content is None:
        return otherwise
    sha256, expected = content
    return sha256[:SHORT_HASH] + ("" if expected is None else f", must get {expected}")


def choice_differences(opening: Opening | None, data: Data) -> list[Difference]:
    before_way = Way(opening.way) if opening and opening.pk else None
    before = opening.choices if opening and opening.choices else {}
    return [
        *differences({"way": before_way}, {"way": data.way}),
        *differences(before, plain(data.choices.as_plain())),
    ]


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
