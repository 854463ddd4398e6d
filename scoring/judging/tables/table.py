"""What was read of a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Array, Integers
from scoring.judging.problems import Category, Findings, Problem
from scoring.judging.tables.columns import Column
from scoring.judging.tables.places import Places
from scoring.judging.tables.texts import Texts

LONGEST_SHOWN_ID = 40


@dataclass
class Table:
    """What a file holds so far: ids and columns block by block, and what is wrong with it."""

    id_name: str
    columns: Mapping[str, Column]
    ids: list[pa.StringArray] = field(default_factory=list)
    pieces: list[dict[str, Array]] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    findings: Findings = field(default_factory=Findings)

    def add(self, ids: pa.StringArray, arrays: dict[str, Array], lines: int | Integers) -> None:
        self.places.add(len(ids), lines)
        self.ids.append(ids)
        self.pieces.append(arrays)

    def array(self, name: str) -> Array:
        parts = [piece[name] for piece in self.pieces]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def words(self, name: str) -> pa.StringArray:
        """A column that was read as words."""
        return pa.concat_arrays([pa.array([], pa.string()), *(piece[name] for piece in self.pieces)])

    def id_cells(self) -> pa.StringArray:
        return pa.concat_arrays([pa.array([], pa.string()), *self.ids])

    def texts(self) -> Texts:
        return Texts.of(self.ids)


def complain_of_repeated_ids(table: Table) -> None:
    ids = table.id_cells()
    encoded = pc.dictionary_encode(ids)
    if len(encoded.dictionary) == len(ids):
        return
    _, first = np.unique(encoded.indices.to_numpy(), return_index=True)
    repeated = np.delete(np.arange(len(ids)), first)  # setdiff1d took seconds for a million rows
    repeated = repeated[np.array(pc.binary_length(ids))[repeated] > 0]  # of blank ids there is a complaint already

    def describe(row: int) -> Problem:
        name = shown(ids[row].as_py())
        message = f"The id {name} occurs more than once."
        return Problem(
            Category.DUPLICATE_ID,
            message,
            "Give each row an id of its own.",
            table.places.line(row),
            table.id_name,
            name,
        )

    table.findings.add_each(Category.DUPLICATE_ID, repeated, describe)


def shown(id: str) -> str:
    return id if len(id) <= LONGEST_SHOWN_ID else id[:LONGEST_SHOWN_ID] + "…"
