"""What is wrong with a file, in words that a student can act on. No message ever holds a value of the answer file."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from itertools import islice

from scoring.judging.arrays import Integers

SHOWN_OF_EACH = 20
ADD_ROWS = "Give exactly one row for each id of the sample submission."


class Category(StrEnum):
    EMPTY_FILE = "empty_file"
    NO_ROWS = "no_rows"
    ENCODING = "encoding"
    UNPARSEABLE = "unparseable"
    WRONG_DELIMITER = "wrong_delimiter"
    UNSUPPORTED_FORMAT = "unsupported_format"
    BAD_ARCHIVE = "bad_archive"
    TOO_LARGE = "too_large"
    MISSING_COLUMN = "missing_column"
    EXTRA_COLUMN = "extra_column"
    DUPLICATE_COLUMN = "duplicate_column"
    DUPLICATE_ID = "duplicate_id"
    MISSING_ID = "missing_id"
    EXTRA_ID = "extra_id"
    INVALID_ID = "invalid_id"
    ROW_COUNT = "row_count"
    NULL_VALUE = "null_value"
    NON_FINITE = "non_finite"
    NOT_NUMERIC = "not_numeric"
    OUT_OF_RANGE = "out_of_range"
    ROW_SUM = "row_sum"
    INVALID_LABEL = "invalid_label"
    INVALID_FORMAT = "invalid_format"
    UNDEFINED_SCORE = "undefined_score"
    HOST_ERROR = "host_error"


@dataclass(frozen=True)
class Problem:
    """`row` is the line of the file on which the row begins, the header being line 1."""

    category: Category
    message: str
    remedy: str
    row: int | None = None
    column: str | None = None
    id: str | None = None

    def as_plain(self) -> dict[str, object]:
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass
class Findings:
    """Problems as they are met: the first twenty of each category in full, all of them counted."""

    problems: list[Problem] = field(default_factory=list)
    counts: Counter[Category] = field(default_factory=Counter)

    def add(self, problem: Problem) -> None:
        self.add_each(problem.category, [0], lambda _: problem)

    def add_each(
        self, category: Category, places: Sequence[int] | Integers, describe: Callable[[int], Problem]
    ) -> None:
        """Count every place, describe only those that are shown: a file may be wrong on every row."""
        room = max(0, SHOWN_OF_EACH - self.counts[category])
        self.problems += [describe(int(place)) for place in islice(places, room)]
        if len(places):
            self.counts[category] += len(places)

    def raise_if_any(self) -> None:
        if self.problems:
            raise RefusedError(sorted(self.problems, key=place_in_file), self.counts)


def place_in_file(problem: Problem) -> float:
    """What concerns no one row comes last."""
    return math.inf if problem.row is None else problem.row


class RefusedError(Exception):
    """The file cannot be scored. Says everything that was found, not only the first thing."""

    def __init__(self, problems: Iterable[Problem], counts: Mapping[Category, int] | None = None) -> None:
        self.problems = tuple(problems)
        self.counts = dict(counts or Counter(problem.category for problem in self.problems))
        super().__init__(self.message)

    @property
    def category(self) -> Category:
        return self.problems[0].category

    @property
    def message(self) -> str:
        """The first problem, and how many more there are."""
        more = sum(self.counts.values()) - 1
        also = {0: "", 1: " There is one more problem."}.get(more, f" There are {more:,} more problems.")
        return self.problems[0].message + also

    def as_plain(self) -> dict[str, object]:
        return {
            "error": self.category.value,
            "message": self.message,
            "problems": [problem.as_plain() for problem in self.problems],
            "counts": {category.value: count for category, count in self.counts.items()},
        }


def refuse(
    category: Category, message: str, remedy: str, *, row: int | None = None, column: str | None = None
) -> RefusedError:
    """The error for a file in which one thing is wrong."""
    return RefusedError([Problem(category, message, remedy, row, column)])


def quoted(cell: str, longest: int = 40) -> str:
    """A cell of the student's own file, fit to be shown in a sentence."""
    shown = cell if len(cell) <= longest else cell[:longest] + "…"
    return "‘" + "".join(letter if letter.isprintable() else "�" for letter in shown) + "’"
