"""Corrected answers held against those in use. They are written anew in the order of those: the ids must be the same,
and where the corrected file does not say which rows are public, every row stays in its part."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.answers import Key, read_answers
from scoring.judging.arrays import Booleans, Codes, Integers
from scoring.judging.layout import USAGE_NAMES, LayoutError, lay_out
from scoring.judging.metrics.metric import Metric
from scoring.judging.metrics.parameters import ParameterError
from scoring.judging.parts import PARTS
from scoring.judging.tables.numbers import trimmed
from scoring.opening.output import Output
from scoring.opening.plan import FileRole, OpeningError, SentFile
from scoring.opening.reading import header, nothing, read_rows, refusals_of
from scoring.opening.settling import USAGE, Settled, one
from scoring.opening.taking import TestRows, Written, test_order, write_answers
from scoring.opening.words import as_numbers, mask

IN_USE = "the answers in use"


@dataclass(frozen=True)
class Terms:
    """By what submissions are scored. `columns` go by role, with `id` and `usage` where these were chosen."""

    metric: Metric
    parameters: Mapping[str, Any]
    columns: Mapping[str, Any]


@dataclass(frozen=True)
class Differences:
    """In how many rows the true values differ, and how many rows changed part."""

    labels: int = 0
    moved: int = 0

    def as_plain(self) -> dict[str, int]:
        return asdict(self)


@dataclass(frozen=True)
class Table:
    """Answers in their own order, the cells trimmed. Without parts where the file does not tell them."""

    ids: pa.StringArray
    parts: Codes | None
    columns: Mapping[str, pa.StringArray]


def checked(file: SentFile, terms: Terms) -> Key:
    """By the very code that will judge the class."""
    try:
        with refusals_of(file), file.path.open("rb") as stream:
            return read_answers(stream, terms.metric, terms.parameters, terms.columns)
    except (LayoutError, ParameterError) as problem:
        raise OpeningError(f"{file.name}: {problem}") from problem


def correct(in_use: Path, sent: SentFile, terms: Terms, output: Output) -> Differences:
    """Writes the answers to judge by, and says what is different in them."""
    with refusals_of(sent):
        names, names_sent = header(in_use), header(sent.path)
    id_name = one(terms.columns.get("id")) or names[0]
    settled = settled_by(terms, names_sent, id_name, sent)
    checked(sent, Terms(terms.metric, terms.parameters, {**in_this_file(terms, names_sent), "id": id_name}))
    usage = usage_among(names, terms)
    in_both = [name for name in names if name in names_sent and name not in (id_name, usage)]
    old = table(in_use, id_name, usage, in_both)
    new = table(sent.path, id_name, usage_among(names_sent, terms), in_both)
    order = test_order(TestRows(SentFile(FileRole.TEST, IN_USE, in_use), id_name, old.ids, None), new.ids, sent)
    before = np.zeros(len(order), np.int32) if old.parts is None else old.parts
    after = before if new.parts is None else new.parts[order]
    write_answers(sent, settled, Written(new.ids, as_sent(after, order), order), output, nothing)
    return Differences(different(old, new, order), int(np.count_nonzero(after != before)))


def settled_by(terms: Terms, names: Sequence[str], id_name: str, sent: SentFile) -> Settled:
    if id_name not in names:
        raise OpeningError(f"{sent.name} has no column “{id_name}”, as {IN_USE} have. Call the ids alike.")
    try:
        layout = lay_out(terms.metric, names, {**in_this_file(terms, names), "id": id_name})
    except LayoutError as problem:
        raise OpeningError(f"{sent.name}: {problem}") from problem
    usage = one(terms.columns.get("usage")) or USAGE
    return Settled(terms.metric, terms.parameters, terms.columns, id_name, usage, layout.answers, (), None)


def in_this_file(terms: Terms, names: Sequence[str]) -> dict[str, Any]:
    """A corrected file may leave out which rows are public, also where a column was chosen for it."""
    return {role: given for role, given in terms.columns.items() if role != "usage" or one(given) in names}


def usage_among(names: Sequence[str], terms: Terms) -> str | None:
    given = one(terms.columns.get("usage"))
    return given if given in names else next((name for name in names if name.lower() in USAGE_NAMES), None)


def table(path: Path, id_name: str, usage: str | None, columns: Sequence[str]) -> Table:
    wanted = [id_name, *columns, *([usage] if usage else [])]
    pieces: dict[str, list[pa.StringArray]] = {name: [] for name in wanted}
    for rows in read_rows(path, wanted):
        for name, cells in pieces.items():
            cells.append(trimmed(rows.cells(name)))
    whole = {name: pa.concat_arrays(cells) for name, cells in pieces.items()}
    return Table(whole[id_name], parts_of(whole[usage]) if usage else None, {name: whole[name] for name in columns})


def parts_of(cells: pa.StringArray) -> Codes:
    codes: Codes = pc.index_in(pc.ascii_lower(cells), value_set=pa.array(PARTS)).to_numpy().astype(np.int32)
    return codes


def as_sent(parts: Codes, order: Integers) -> Codes:
    """From the order in use back to that of the file that was sent."""
    codes = np.empty_like(parts)
    codes[order] = parts
    return codes


def different(old: Table, new: Table, order: Integers) -> int:
    rows = np.zeros(len(order), bool)
    for name, cells in old.columns.items():
        rows |= unequal(cells, new.columns[name].take(pa.array(order)))
    return int(np.count_nonzero(rows))


def unequal(old: pa.StringArray, new: pa.StringArray) -> Booleans:
    """1 and 1.0 are the same answer where a column holds numbers."""
    rows = mask(pc.not_equal(old, new))
    before, after = (as_numbers(cells.filter(pa.array(rows))) for cells in (old, new))
    if before is not None and after is not None:
        rows[rows] = before != after
    return rows
