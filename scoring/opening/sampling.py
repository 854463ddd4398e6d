"""The sample submission: legal but poor. Every row gets the same: the mean, the most frequent class, even
probabilities. It is made of the train part alone, so that it tells nothing of the answers."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.answers import Key
from scoring.judging.metrics.metric import FormatError, Kind, Role
from scoring.judging.tables.columns import Column
from scoring.judging.tables.label_column import LabelColumn
from scoring.judging.tables.numbers import grammatical, parsed, trimmed
from scoring.opening.survey import NUMBERS
from scoring.opening.words import as_cells
from scoring.opening.writing import first_line, write_rows

DIGITS = 6
MOST_LABELS = 100_000
SPREADS = ("sigma", "confidence")  # how sure a prediction is, instead of what it is


@dataclass
class Typical:
    """What one column of answers holds in the train part."""

    kind: Kind
    count: int = 0
    sums: list[float] = field(default_factory=list)
    squares: list[float] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)
    first: str | None = None

    def add(self, cells: pa.StringArray) -> None:
        if self.kind in NUMBERS:
            self.add_numbers(trimmed(cells))
        elif self.kind is Kind.TEXT:
            self.first = self.first if self.first is not None or not len(cells) else cells[0].as_py()
        elif len(self.labels) < MOST_LABELS:
            for label in pc.value_counts(trimmed(cells)).to_pylist():
                self.labels[label["values"]] += label["counts"]
            self.labels.pop("", None)

    def add_numbers(self, cells: pa.StringArray) -> None:
        """Added up exactly, so that the sample is the same on every machine."""
        values = parsed(cells.filter(grammatical(cells))).to_numpy()
        values = values[np.abs(values) < math.sqrt(np.finfo(np.float64).max)]
        self.count += len(values)
        self.sums.append(math.fsum(values))
        self.squares.append(math.fsum(values * values))

    @property
    def mean(self) -> float:
        return math.fsum(self.sums) / self.count if self.count else 0.0

    @property
    def spread(self) -> float:
        return math.sqrt(max(math.fsum(self.squares) / max(self.count, 1) - self.mean**2, 0.0)) or 1.0

    @property
    def usual(self) -> str:
        """The most frequent label; of several the first by the alphabet."""
        return min(self.labels, key=lambda label: (-self.labels[label], label), default="")


@dataclass(frozen=True)
class Train:
    """What is typical of the train part, by the names of the answers' columns, and which of them each role has."""

    columns: Mapping[str, tuple[str, ...]]
    typical: Mapping[str, Typical] = field(default_factory=dict)

    def of(self, role: str) -> list[Typical]:
        return [self.typical[name] for name in self.columns[role] if name in self.typical]


def write_sample(path: Path, key: Key, ids: Iterable[pa.LargeStringArray], train: Train) -> None:
    """One row for each id, in the order given. The ids are cells already."""
    cells = [cell for role in key.metric.predictions for cell in cells_for(role, key, train)]
    with path.open("wb") as stream:
        stream.write(first_line(key.expected.header))
        for part in ids:
            write_rows(stream, part, *(pa.repeat(cell, len(part)) for cell in as_cells(pa.array(cells))))


def cells_for(role: Role, key: Key, train: Train) -> list[str]:
    """The cell of each column of a role."""
    names = key.predictions[role.name]
    like = next((each for each in key.metric.answers if each.name == role.same_as), key.metric.answers[0])
    known = train.of(like.name)
    if role.kind is Kind.TEXT:
        return [text_for(role, known)]
    if role.kind not in NUMBERS:
        return [label_for(key.expected.columns[names[0]](), known)]
    if like.kind is Kind.BINARY:
        return ["0.5"] * len(names)
    if like.kind is Kind.CLASS or (role.many and role.high == 1):
        return [repr(1 / len(names))] * len(names)  # shares of a whole, or a curve from 0 to 1
    return [number_for(role, known[number] if known else Typical(like.kind)) for number in range(len(names))]


def text_for(role: Role, known: list[Typical]) -> str:
    """The first text of the train part, where a prediction may look like it; no text otherwise."""
    text = (known[0].first if known else None) or ""
    try:
        if role.parse is not None:
            role.parse(text)
    except FormatError:
        return ""
    return text


def label_for(column: Column, known: list[Typical]) -> str:
    assert isinstance(column, LabelColumn)
    usual = known[0].usual if known else ""
    return usual if usual and column.classes.code(usual) is not None else column.classes.names[0]


def number_for(role: Role, typical: Typical) -> str:
    value = typical.spread if role.name in SPREADS else typical.mean
    value = min(max(value, role.low), role.high)
    if role.kind is Kind.RATING:
        return str(round(value))
    return np.format_float_positional(float(f"{value:.{DIGITS}g}"), trim="-")
