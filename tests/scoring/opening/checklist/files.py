"""Small competitions on disk, one fault at a time."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from scoring.judging.arrays import Array
from scoring.opening.checklist.catalogue import CHECKS
from scoring.opening.checklist.checking import check
from scoring.opening.material import Material
from scoring.opening.plan import Choices, FileRole, Item, Made, SentFile, State, Way

Columns = Mapping[str, Sequence[Any] | Array]
TEXTS = {
    "title": "Flowers",
    "evaluation": "Files are scored by accuracy (`accuracy`). A file has the columns `id` and `species`.",
    "data_description": "Measured by Ingrid, CC BY 4.0. `length` and `width` are in `train.csv` and `test.csv`.",
}


@dataclass
class Competition:
    """Columns of each file; None leaves the file out. `write` puts them on disk."""

    folder: Path
    train: Columns | None
    test: Columns | None
    answers: Columns
    sample: Columns | None
    choices: Choices
    texts: Mapping[str, str] = field(default_factory=lambda: TEXTS)
    way: Way = Way.CUT
    files: tuple[SentFile, ...] = ()
    extras: Mapping[str, bytes] = field(default_factory=dict)

    def material(self, **changes: Any) -> Material:
        changed = replace(self, **changes)
        tables = {"train.csv": changed.train, "test.csv": changed.test, "sample_submission.csv": changed.sample}
        public = {name: self.folder / name for name in tables if tables[name] is not None}
        for name, path in public.items():
            write(path, tables[name] or {})
        for name, content in changed.extras.items():  # also in place of a table
            public[name] = self.folder / name
            public[name].write_bytes(content)
        write(self.folder / "answers.csv", changed.answers)
        made = Made(public, self.folder / "answers.csv", {})
        return Material(changed.way, changed.files, changed.choices, made, changed.texts)

    def probe(self, name: str, columns: Columns, expected: float | str | None) -> SentFile:
        write(self.folder / name, columns)
        return SentFile(FileRole.PROBE, name, self.folder / name, expected)


def write(path: Path, columns: Columns) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*(column_of(cells) for cells in columns.values()), strict=True))


def column_of(cells: Sequence[Any] | Array) -> list[Any]:
    return cells.tolist() if isinstance(cells, np.ndarray) else list(cells)


def item(material: Material, id: str) -> Item:
    """The one item, which must be there."""
    (found,) = items(material, id)
    return found


def items(material: Material, id: str) -> list[Item]:
    return check(material, lambda percent, doing: None, [each for each in CHECKS if each.id == id])


def usage(rows: int, public: float = 0.5, seed: int = 7) -> list[str]:
    drawn = np.random.default_rng(seed).permutation(rows) < round(public * rows)
    return ["Public" if each else "Private" for each in drawn]


def flowers(folder: Path, train: int = 600, test: int = 600, seed: int = 1) -> Competition:
    """Two lengths and a species of three, honest all over: no item but the sizes has anything to say."""
    dice = np.random.default_rng(seed)
    kinds = dice.integers(0, 3, size=train + test)
    length = (kinds + dice.normal(size=len(kinds))).round(4)
    width = (dice.normal(size=len(kinds)) * 2 - kinds).round(4)
    colour = np.array(["red", "blue", "white"])[(kinds + dice.integers(0, 3, size=len(kinds))) % 3]
    species = np.array(["iris", "lily", "rose"])[kinds]
    features = {"length": length, "width": width, "colour": colour}
    ids = np.arange(test) + 10_000
    return Competition(
        folder=folder,
        train={
            "id": np.arange(train),
            **{name: cells[:train] for name, cells in features.items()},
            "species": species[:train],
        },
        test={"id": ids, **{name: cells[train:] for name, cells in features.items()}},
        answers={"id": ids, "species": species[train:], "Usage": usage(test)},
        sample={"id": ids, "species": ["iris"] * test},
        choices=Choices("accuracy", ("species",), "id"),
    )


def houses(folder: Path, train: int = 600, test: int = 600, seed: int = 1) -> Competition:
    """A price from a size and an age."""
    dice = np.random.default_rng(seed)
    size, age = dice.uniform(20, 200, train + test).round(3), dice.integers(0, 90, train + test)
    price = (3 * size - 2 * age + 60 * dice.normal(size=train + test)).round(3)
    ids = dice.permutation(test) + 10_000
    features = {"size": size, "age": age}
    return Competition(
        folder=folder,
        train={
            "id": np.arange(train),
            **{name: cells[:train] for name, cells in features.items()},
            "price": price[:train],
        },
        test={"id": ids, **{name: cells[train:] for name, cells in features.items()}},
        answers={"id": ids, "price": price[train:], "Usage": usage(test)},
        sample={"id": ids, "price": [300.0] * test},
        choices=Choices("rmse", ("price",), "id"),
        texts={**TEXTS, "evaluation": "Root mean squared error of `id`, `price`.", "data_description": "Of houses."},
    )


def state(material: Material, id: str) -> State:
    return item(material, id).state
