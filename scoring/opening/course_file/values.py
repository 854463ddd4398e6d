"""A whole course as one file says it. What the file leaves out is None or missing, and stays as it is on the site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from scoring.opening.plan import Choices, FileRole, Way


@dataclass(frozen=True)
class WantedFile:
    role: FileRole
    name: str
    path: Path
    key: str  # where the course file names it
    expected: float | str | None = None


@dataclass(frozen=True)
class Data:
    way: Way
    files: tuple[WantedFile, ...]
    choices: Choices


@dataclass(frozen=True)
class CompetitionPart:
    """`dates` are as typed: on the wall of the course's zone, or with an offset of their own."""

    slug: str
    values: Mapping[str, Any]
    dates: Mapping[str, datetime]
    rules: str | None = None
    data: Data | None = None
    publish: bool = False

    @property
    def key(self) -> str:
        return f"competitions.{self.slug}"


@dataclass(frozen=True)
class RosterPart:
    path: Path
    drops_missing: bool = True
    mail_new: bool = False


@dataclass(frozen=True)
class CourseFile:
    course: Mapping[str, Any]
    instructors: tuple[str, ...] = ()
    assistants: tuple[str, ...] = ()
    roster: RosterPart | None = None
    competitions: tuple[CompetitionPart, ...] = ()

    @property
    def slug(self) -> str:
        return str(self.course["slug"])


@dataclass(frozen=True)
class Complaint:
    """`key` is where the file says it; the sentence ends with what to write instead."""

    key: str
    text: str

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


class CourseFileError(Exception):
    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__("\n".join(map(str, complaints)))
        self.complaints = complaints
