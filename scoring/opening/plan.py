"""What passes between the steps of an opening: the files, what was understood of them, what the instructor chose, what
was made of it, and what the checklist says. Plain values, stored as JSON between the steps."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

LARGEST_SEED = 2**53 - 1  # whole numbers that every browser keeps as they are


class Way(StrEnum):
    CUT = "cut"  # one labelled file, from which the platform makes train, test and answers
    FILES = "files"  # train, test and answers as the instructor has them


class FileRole(StrEnum):
    LABELLED = "labelled"
    TRAIN = "train"
    TEST = "test"
    ANSWERS = "answers"
    SAMPLE = "sample"
    PROBE = "probe"  # a submission with the verdict that it must get
    EXTRA = "extra"  # anything else for the class: images in a zip, a data dictionary


class ColumnKind(StrEnum):
    NUMBER = "number"
    WHOLE = "whole number"
    LABEL = "label"
    TEXT = "text"
    DATE = "date"
    EMPTY = "empty"


Report = Callable[[int, str], None]  # how far the work is, in percent, and what is being done


@dataclass(frozen=True)
class SentFile:
    """A file of the inbox, as a worker finds it. `expected` is a probe's score, or the category of its refusal."""

    role: FileRole
    name: str
    path: Path
    expected: float | str | None = None


@dataclass(frozen=True)
class ColumnFacts:
    """Counts and kinds only: no value of a column that may hold answers is kept."""

    name: str
    kind: ColumnKind
    rows: int
    missing: int
    distinct: int
    could_be_id: bool


@dataclass(frozen=True)
class FileFacts:
    role: FileRole
    name: str
    size: int
    rows: int
    columns: tuple[ColumnFacts, ...]
    problem: str = ""  # why it cannot be read; then the rest is empty


@dataclass(frozen=True)
class Guess:
    """A value for a choice, with the sentence that says why."""

    value: Any
    reason: str


@dataclass(frozen=True)
class Understood:
    """What inspection made of the files. Keys of `guesses` are fields of Choices."""

    files: tuple[FileFacts, ...]
    guesses: Mapping[str, Guess]
    problems: tuple[str, ...] = ()  # across files: a test id without an answer, say

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        files = tuple(
            FileFacts(**{**each, "role": FileRole(each["role"]), "columns": columns_from(each["columns"])})
            for each in plain["files"]
        )
        guesses = {name: Guess(**guess) for name, guess in plain["guesses"].items()}
        return cls(files, guesses, tuple(plain["problems"]))


def columns_from(plain: list[Mapping[str, Any]]) -> tuple[ColumnFacts, ...]:
    return tuple(ColumnFacts(**{**each, "kind": ColumnKind(each["kind"])}) for each in plain)


@dataclass(frozen=True)
class Choices:
    """What the instructor decides. Shares count only where the platform cuts."""

    metric: str
    targets: tuple[str, ...]
    id_column: str | None = None  # None: the platform numbers the rows
    parameters: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, Any] = field(default_factory=dict)  # roles, as scoring.judging.layout takes them
    test_share: float = 0.3  # of the labelled rows
    public_share: float = 0.3  # of the test rows
    stratify: bool = True
    group_column: str | None = None
    keep_ids: bool = False  # the file's own ids, instead of fresh ones that tell nothing about the order
    seed: int = 0

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        return cls(**{**plain, "targets": tuple(plain["targets"])})


@dataclass(frozen=True)
class Made:
    """Files that were written. `public` goes by the name under which the class gets each; the answers are secret."""

    public: Mapping[str, Path]
    answers: Path
    rows: Mapping[str, int]  # train, public, private, ignored


class State(StrEnum):
    GOOD = "good"
    WARNING = "warning"  # may be published with it
    BAD = "bad"  # must be mended first


@dataclass(frozen=True)
class Item:
    """A line of the launch checklist. `details` are short sentences; none holds a value of the answers."""

    id: str
    title: str
    state: State
    found: str
    remedy: str = ""
    details: tuple[str, ...] = ()

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        return cls(**{**plain, "state": State(plain["state"]), "details": tuple(plain["details"])})


class OpeningError(Exception):
    """The data cannot become a competition as chosen. The text tells the instructor what to change."""
