"""Small competitions to fuzz: their keys, and the same answers as plain values for the reference reader."""

import csv
import io
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scoring.judging.answers import Key, read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.tables.limits import Limits

LIMITS = Limits(size=1 << 14, header=300, columns=8, cell=2_000)
PARTS = ("Public", "Private", "Ignored")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
PLAIN_IDS = ("a", "A", "7", "07", "1e5", "100000", "NA", "née", "=1+1", "eight by", "a rather long id 1")
ODD_IDS = ("x,y", 'say "so"', "two\nlines", "a rather long id 2", "９", "nan", "-1", "0x1F", "9007199254740993")


@dataclass(frozen=True)
class Case:
    metric: str
    ids: Sequence[str]
    truths: Sequence[str]
    read: Callable[[str], object]  # a cell that is to be refused gives None
    score: Callable[[Sequence[tuple[object, object]]], float]
    predictions: Sequence[str]  # cells that are fine
    parameters: Mapping[str, object] = field(default_factory=dict)
    is_text: bool = False

    header = ("id", "value")

    def usage(self, number: int) -> str:
        return PARTS[number * 7 % 5 // 2]

    @cached_property
    def key(self) -> Key:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow((*self.header, "Usage"))
        for number, (name, truth) in enumerate(zip(self.ids, self.truths, strict=True)):
            writer.writerow((name, truth, self.usage(number)))
        return read_answers(io.BytesIO(text.getvalue().encode()), METRICS[self.metric], self.parameters)


def number(cell: str) -> float | None:
    cell = cell.strip(" \t")
    value = float(cell) if NUMBER.fullmatch(cell) else math.inf
    return value if math.isfinite(value) else None


def probability(cell: str) -> float | None:
    value = number(cell)
    return value if value is not None and 0 <= value <= 1 else None


def whole_number(cell: str) -> float | None:
    value = number(cell)
    return value if value is None or value == math.floor(value) else None


def word(cell: str) -> str | None:
    return cell.strip(" \t") or None


def true_or_false(cell: str) -> str | None:
    lower = cell.strip(" \t").lower()
    return lower if lower in ("true", "false") else None


def items(cell: str) -> tuple[str, ...]:
    return tuple(cell.split())


def rmse(pairs: Sequence[tuple[object, object]]) -> float:
    errors = [float(str(guess)) - float(str(truth)) for truth, guess in pairs]
    return math.sqrt(sum(error * error for error in errors) / len(errors))


def log_loss(pairs: Sequence[tuple[object, object]]) -> float:
    total = 0.0
    for truth, guess in pairs:
        clipped = min(max(float(str(guess)), 1e-15), 1 - 1e-15)
        total -= math.log(clipped if truth else 1 - clipped)
    return total / len(pairs)


def share_equal(pairs: Sequence[tuple[object, object]]) -> float:
    return sum(truth == guess for truth, guess in pairs) / len(pairs)


def mean_average_precision(pairs: Sequence[tuple[object, object]], k: int = 3) -> float:
    total = 0.0
    for truth, guess in pairs:
        assert isinstance(truth, tuple)
        assert isinstance(guess, tuple)
        hits, wanted = 0, set(truth)
        for rank, item in enumerate(guess[:k], start=1):
            if item in wanted and item not in guess[: rank - 1]:
                hits += 1
                total += hits / rank / min(len(wanted), k)
    return total / len(pairs)


NUMBERS = Case(
    metric="rmse",
    ids=PLAIN_IDS + ODD_IDS,
    truths=[f"{7341.25 + 11.5 * place}" for place in range(len(PLAIN_IDS + ODD_IDS))],
    read=number,
    score=rmse,
    predictions=("0.1", "-3", "+4", "1e3", ".5", "5.", " 7 ", "1e-400", "0.1000000000000000055511151231257827", "007"),
)
PROBABILITIES = Case(
    metric="logloss",
    ids=[str(place) for place in range(20)],
    truths=("1", "0", "0", "1") * 5,
    read=probability,
    score=log_loss,
    predictions=("0", "1", "0.25", "1e-9", "-0", ".5", " 1.0 "),
)
WORDS = Case(
    metric="accuracy",
    ids=[str(place) for place in range(24)],
    truths=("cat", "dog", "None", "01", "NA", "été") * 4,
    read=word,
    score=share_equal,
    predictions=("cat", "dog", "None", "01", "1", "NA", "été", " cat", "Cat", "horse", "nan"),
)
CODES = Case(
    metric="accuracy",
    ids=[str(place) for place in range(100, 118)],
    truths=("1", "2", "-3") * 6,
    read=whole_number,
    score=share_equal,
    predictions=("1", "2", "-3", "1.0", "+2", "-30e-1", "9", "1e0", "02"),
)
TRUTHS = Case(
    metric="accuracy",
    ids=["only one", *PLAIN_IDS],
    truths=("True", "FALSE") * 6,
    read=true_or_false,
    score=share_equal,
    predictions=("True", "true", "FALSE", " False", "TRUE"),
)
LISTS = Case(
    metric="map_at_k",
    ids=PLAIN_IDS,
    truths=["s1 s2", "s3", "s1 s4 s5 s6"] * 3 + ["s7", "s8"],
    read=items,
    score=mean_average_precision,
    predictions=("s1 s2 s3", "s3", "s4  s1 s1", "", "s7, s8", 's"1 s2', "s1\ns2"),
    parameters={"k": 3},
    is_text=True,
)
CASES = (NUMBERS, PROBABILITIES, WORDS, CODES, TRUTHS, LISTS)
