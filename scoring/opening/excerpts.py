"""A file of the competition as the checklist looks at it. Cells are text, trimmed; of a long file a sample of rows is
kept, and of every row a fingerprint of the columns that are watched. So a file of any length takes the memory of its
excerpt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from scoring.judging.arrays import Floats, Integers, Words
from scoring.judging.tables.numbers import trimmed
from scoring.opening.reading import header, read_rows
from scoring.opening.words import hashed, joined

MOST_ROWS = 50_000
MOST_CELLS = 4_000_000  # 2,000 columns leave 2,000 rows
BETWEEN = "\x1f"  # the unit separator, which hardly any cell holds


@dataclass(frozen=True)
class Watch:
    """What to keep: the features make the fingerprint, the others are only sampled."""

    features: Sequence[str] = ()
    others: Sequence[str] = ()
    id: str | None = None

    def columns(self, names: Sequence[str]) -> tuple[str, ...]:
        """Never none: a file is at least counted."""
        wanted = {*self.features, *self.others, self.id}
        return tuple(name for name in names if name in wanted) or (names[0],)


@dataclass(frozen=True)
class Excerpt:
    names: tuple[str, ...]
    rows: int
    ids: pa.StringArray  # of all rows; none where no column of ids is watched
    fingerprints: Words  # of all rows; none where no features are watched
    places: Integers  # the rows of the sample, in the order of the file
    cells: pa.Table  # of the sample

    def column(self, name: str) -> pa.StringArray:
        return self.cells[name].combine_chunks()


@dataclass
class Sampler:
    """A fair sample of a stream of rows: each draws a number, and the lowest stay."""

    size: int
    dice: np.random.Generator
    drawn: Floats = field(default_factory=lambda: np.empty(0))
    places: Integers = field(default_factory=lambda: np.empty(0, np.int64))
    kept: list[pa.Table] = field(default_factory=list)
    bar: float = 1.0

    def add(self, rows: pa.Table, first: int) -> None:
        drawn = self.dice.random(len(rows))
        stay = np.flatnonzero(drawn < self.bar)
        self.drawn = np.concatenate([self.drawn, drawn[stay]])
        self.places = np.concatenate([self.places, first + stay])
        self.kept.append(rows.take(pa.array(stay)))
        if len(self.drawn) > 2 * self.size:
            self.shrink()

    def shrink(self) -> None:
        if len(self.drawn) <= self.size:
            return
        stay = np.sort(np.argpartition(self.drawn, self.size)[: self.size])
        self.kept = [pa.concat_tables(self.kept).take(pa.array(stay))]
        self.drawn, self.places = self.drawn[stay], self.places[stay]
        self.bar = float(self.drawn.max())


def read_excerpt(path: Path, watch: Watch, seed: int, most_rows: int = MOST_ROWS) -> Excerpt:
    """RefusedError says what is wrong with the file."""
    names = header(path)
    columns = watch.columns(names)
    features = [name for name in watch.features if name in columns]
    size = min(most_rows, max(1, MOST_CELLS // len(columns)))
    sampler, ids, prints, count = Sampler(size, np.random.default_rng(seed)), [pa.array([], pa.string())], [], 0
    for rows in read_rows(path, columns):
        cells = pa.table({name: trimmed(rows.cells(name)) for name in columns})
        if watch.id in columns:
            ids.append(cells[watch.id].combine_chunks())
        prints.append(fingerprints(cells, features))
        sampler.add(cells, rows.first)
        count += len(rows)
    sampler.shrink()
    kept = pa.concat_tables(sampler.kept)
    return Excerpt(names, count, pa.concat_arrays(ids), np.concatenate(prints), sampler.places, kept)


def fingerprints(rows: pa.Table, columns: Sequence[str]) -> Words:
    if not columns:
        return np.empty(0, np.uint64)
    return hashed(joined(*(rows[name].combine_chunks() for name in columns), by=BETWEEN))
