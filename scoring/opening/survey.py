"""One reading of the rows that have answers: what the cut needs to know of each, a few numbers for every row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.answers import answer_column
from scoring.judging.arrays import Array, Booleans, Codes, Floats, Words
from scoring.judging.discreet import Discreet
from scoring.judging.metrics.metric import Kind, Role
from scoring.judging.parts import PARTS, USAGE_REMEDY
from scoring.judging.problems import Category, Findings, Problem
from scoring.judging.split import codes_of, quantile_bins
from scoring.judging.tables.numbers import trimmed
from scoring.opening.plan import OpeningError
from scoring.opening.reading import Rows
from scoring.opening.sentences import count
from scoring.opening.words import absent, hashed, mask

NUMBERS = (Kind.NUMBER, Kind.RATING)
FEW_VALUES = 20  # numbers with so few values are strata as they are
BINS = 10
ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Wanted:
    """Columns by what they are for. `targets` are those of the answers that predictions are about."""

    answers: Mapping[str, Role]  # the role of each column
    targets: tuple[str, ...]
    id: str | None = None
    group: str | None = None
    usage: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        others = [name for name in (self.id, self.group, self.usage) if name is not None]
        return tuple(dict.fromkeys([*self.answers, *others]))

    @property
    def number(self) -> str | None:
        """The target whose size rows are drawn by: one that is no class."""
        return next((name for name in self.targets if self.answers[name].kind in NUMBERS), None)

    @property
    def classes(self) -> list[str]:
        return [name for name in self.targets if self.answers[name].kind not in (*NUMBERS, Kind.TEXT)]


@dataclass
class Survey:
    wanted: Wanted
    rows: int = 0
    ids: list[pa.StringArray] = field(default_factory=list)
    labelled: list[Booleans] = field(default_factory=list)
    classes: list[Words] = field(default_factory=list)
    numbers: list[Floats] = field(default_factory=list)
    groups: list[Words] = field(default_factory=list)
    usage: list[Codes] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    blank_groups: int = 0

    def add(self, rows: Rows, *, gaps_allowed: bool) -> None:
        self.rows += len(rows)
        there = self.checked(rows, gaps_allowed=gaps_allowed)
        self.labelled.append(there)
        wanted = self.wanted
        if wanted.classes:
            self.classes.append(mixed([trimmed(rows.cells(name)) for name in wanted.classes]))
        if wanted.id is not None:
            self.ids.append(trimmed(rows.cells(wanted.id)))
        if wanted.usage is not None:
            self.usage.append(self.usage_of(rows, wanted.usage))
        if wanted.group is not None:
            cells = trimmed(rows.cells(wanted.group))
            self.blank_groups += int(np.count_nonzero(mask(pc.equal(cells, ""))))
            self.groups.append(hashed(cells))

    def checked(self, rows: Rows, *, gaps_allowed: bool) -> Booleans:
        """Which rows have every answer. What else stands in a cell must be what the metric takes."""
        there = np.ones(len(rows), bool)
        if gaps_allowed:
            for name, role in self.wanted.answers.items():
                there &= ~gaps(rows.cells(name), role)
        for name, role in self.wanted.answers.items():
            values = self.look(rows, name, role, there)
            if name == self.wanted.number:
                numbers = np.full(len(rows), np.nan)
                numbers[there] = values
                self.numbers.append(numbers)
        return there

    def look(self, rows: Rows, name: str, role: Role, there: Booleans) -> Array:
        places = np.flatnonzero(there)

        def complain(category: Category, which: Array, describe: Callable[[int], tuple[str, str]]) -> None:
            def problem(place: int) -> Problem:
                message, remedy = describe(place)
                return Problem(category, message, remedy, int(rows.lines[places[place]]), name)

            self.findings.add_each(category, which, problem)

        return Discreet(answer_column(role)).look(rows.cells(name).filter(pa.array(there)), complain)

    def usage_of(self, rows: Rows, name: str) -> Codes:
        words = pc.ascii_lower(trimmed(rows.cells(name)))
        codes: Codes = pc.fill_null(pc.index_in(words, value_set=pa.array(PARTS)), -1).to_numpy().astype(np.int32)

        def problem(place: int) -> Problem:
            message = "The row is marked neither Public nor Private nor Ignored."
            return Problem(Category.INVALID_LABEL, message, USAGE_REMEDY, int(rows.lines[place]), name)

        self.findings.add_each(Category.INVALID_LABEL, np.flatnonzero(codes < 0), problem)
        return codes

    @property
    def parts(self) -> Codes:
        return np.concatenate(self.usage)

    def strata(self, which: Booleans) -> Codes | None:
        """Rows by their classes, or by the size of a number. Texts make no strata."""
        if self.classes:
            return codes_of(np.concatenate(self.classes)[which])
        if not self.numbers:
            return None
        values = np.concatenate(self.numbers)[which]
        codes = codes_of(values)
        return codes if codes.max(initial=0) < FEW_VALUES else quantile_bins(values, BINS)

    def checked_ids(self, remedy: str) -> pa.StringArray:
        ids = pa.concat_arrays(self.ids)
        blank = int(np.count_nonzero(mask(pc.equal(ids, ""))))
        if blank:
            raise OpeningError(f"“{self.wanted.id}” is empty in {count(blank, 'row')}. {remedy}")
        if (times := len(ids) - len(pc.unique(ids))) > 0:
            raise OpeningError(f"“{self.wanted.id}” repeats in {count(times, 'row')}. {remedy}")
        return ids

    def group_codes(self) -> Codes | None:
        if self.blank_groups:
            name = self.wanted.group
            raise OpeningError(
                f"“{name}” is empty in {count(self.blank_groups, 'row')}. Fill it, or do not group by it."
            )
        return codes_of(np.concatenate(self.groups)) if self.groups else None


def gaps(cells: pa.StringArray, role: Role) -> Booleans:
    """Cells in which the answer is missing. NA may be the name of a class, and some texts may be empty."""
    if role.kind in NUMBERS:
        return absent(trimmed(cells))
    if role.kind is Kind.TEXT and role.blank:
        return np.zeros(len(cells), bool)
    return mask(pc.equal(trimmed(cells), ""))


def mixed(columns: list[pa.StringArray]) -> Words:
    """One number for what a row holds in all the columns."""
    whole = hashed(columns[0])
    for cells in columns[1:]:
        whole = whole * ODD ^ hashed(cells)
    return whole
