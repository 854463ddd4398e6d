"""What a competition is, without its people, its submissions and its publication: enough to make another of it. A copy
for the next term is made from this, and it is the first file of an archive."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from scoring.opening.plan import Choices, FileRole, Understood, Way

FORMAT, VERSION = "holdout competition", 1
DATES, MAY_BE_EMPTY = ("opens_at", "teams_lock_at", "closes_at", "hand_in_at"), "hand_in_at"
YEARS = range(1970, 2200)  # dates are moved by weeks, and must not leave the calendar
HASH = re.compile(r"[0-9a-f]{64}\Z")


class ArchiveError(Exception):
    """The archive cannot be taken in. The text says why and what to do."""


@dataclass(frozen=True)
class PublicFile:
    name: str
    size: int
    sha256: str
    about: str


@dataclass(frozen=True)
class SentFile:
    role: str
    name: str
    size: int
    sha256: str
    expected: float | str | None


@dataclass(frozen=True)
class Answers:
    metric: str
    parameters: Mapping[str, Any]
    columns: Mapping[str, Any]
    rows: Mapping[str, int]
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`zone` and `first_day` are those of the course that it comes from: dates move with them."""

    slug: str
    settings: Mapping[str, Any]
    rules: str
    dates: Mapping[str, str | None]
    zone: str
    first_day: str
    way: str
    understood: Mapping[str, Any] | None
    choices: Mapping[str, Any] | None
    made: Mapping[str, Any] | None
    public: tuple[PublicFile, ...]
    sent: tuple[SentFile, ...]
    answers: Answers | None

    @property
    def every_file(self) -> list[PublicFile | SentFile | Answers]:
        return [*self.public, *self.sent, *([self.answers] if self.answers else [])]

    @property
    def sizes(self) -> dict[str, int]:
        """Of all bytes that belong to it, by their hashes."""
        return {file.sha256: file.size for file in self.every_file}

    def as_text(self) -> str:
        return json.dumps({"format": FORMAT, "version": VERSION, **asdict(self)}, indent=1, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: bytes) -> Self:
        try:
            plain = json.loads(text)
            check_version(plain)
            found = cls.from_plain({name: plain[name] for name in cls.__dataclass_fields__})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
            raise ArchiveError(
                f"Its manifest is damaged ({type(error).__name__}). Export the competition anew."
            ) from None
        return found

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        answers = plain["answers"]
        files = {
            "public": tuple(PublicFile(**each) for each in plain["public"]),
            "sent": tuple(SentFile(**each) for each in plain["sent"]),
            "answers": None if answers is None else Answers(**answers),
        }
        found = cls(**{**plain, **files})
        check(found)
        return found


def check_version(plain: Mapping[str, Any]) -> None:
    if plain["format"] != FORMAT:
        raise ArchiveError("This is no archive of a competition. Choose one that `competition export` wrote.")
    if plain["version"] != VERSION:
        told = f"It is written in version {plain['version']!r} of the format, and this site reads version {VERSION}."
        raise ArchiveError(f"{told} Update the older of the two sites.")


def check(found: Manifest) -> None:
    """Everything that is later taken for granted. What it raises is told as a damaged manifest."""
    Way(found.way)
    if found.understood is not None:
        Understood.from_plain(found.understood)
    if found.choices is not None:
        Choices.from_plain(found.choices)
    if found.made is not None and (found.answers is None or not {*found.made} >= {"rows", "files"}):
        raise ValueError
    check_files(found)
    check_dates(found)
    must_be(str, found.slug, found.rules)
    must_be(dict, found.settings)


def check_files(found: Manifest) -> None:
    for file in found.every_file:
        must_be(str, file.sha256)
        must_be(int, file.size)
        if not HASH.match(file.sha256) or file.size < 0 or file.size != found.sizes[file.sha256]:
            raise ValueError
    must_be(str, *(text for file in found.public for text in (file.name, file.about)))
    for sent in found.sent:
        FileRole(sent.role)
        must_be(str, sent.name)
        if type(sent.expected) not in (int, float, str, type(None)):
            raise TypeError
    for files in (found.public, found.sent):
        if len({file.name for file in files}) < len(files):
            raise ValueError
    if found.answers:
        must_be(str, found.answers.metric)
        must_be(dict, found.answers.parameters, found.answers.columns, found.answers.rows)


def check_dates(found: Manifest) -> None:
    if {*found.dates} != {*DATES} or None in (found.dates[name] for name in DATES if name != MAY_BE_EMPTY):
        raise ValueError
    days = [date.fromisoformat(found.first_day)]
    for at in found.dates.values():
        if at is not None:
            days.append(instant := datetime.fromisoformat(at))
            if instant.tzinfo is None:
                raise ValueError
    if not all(day.year in YEARS for day in days):
        raise ValueError
    ZoneInfo(found.zone)


def must_be(kind: type, *values: Any) -> None:
    for value in values:
        if type(value) is not kind:
            raise TypeError
