"""What one column of a file holds, gathered block by block: counts, kinds and a few sums, but none of its cells."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Booleans, Floats, Integers, Words
from scoring.judging.tables.labels import LEADING_ZERO
from scoring.judging.tables.numbers import trimmed
from scoring.opening.plan import ColumnFacts, ColumnKind
from scoring.opening.words import absent, as_numbers, hashed, mask

MOST_COUNTED = 10_000  # different cells of one column
ALL_COUNTED = 1_000_000  # different cells of all columns
LONGEST_ID = 100
LONGEST_LABEL = 100
FEW_LABELS = 20
QUESTION = "?"
DATE = r"^([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4})([ T][0-9].*)?$"
TRUTHS = pa.array(["false", "true"])


class Distinct:
    """How many different cells there are, and how many rows each has, up to a bound. Beyond it counting goes on only
    while no cell has come twice: such a column may number the rows."""

    def __init__(self, most: int) -> None:
        self.most, self.many, self.unique, self.waiting = most, False, True, 0
        self.hashes: list[Words] = []
        self.counts: list[Integers] = []

    def add(self, hashes: Words, counts: Integers) -> None:
        if self.many:
            return
        self.unique &= bool((counts == 1).all())
        self.hashes.append(hashes)
        self.counts.append(counts)
        self.waiting += len(hashes)
        if self.waiting > max(self.most, len(self.hashes[0])):
            self.merge()

    def merge(self) -> None:
        """Done when as much has come as there was before, so that sorting stays cheap."""
        if not self.waiting:
            return
        hashes, places = np.unique(np.concatenate(self.hashes), return_inverse=True)
        counts = np.bincount(places, np.concatenate(self.counts)).astype(np.int64)
        self.unique &= bool((counts == 1).all())
        self.many = not self.unique and len(hashes) > self.most
        self.hashes, self.counts, self.waiting = ([], [], 0) if self.many else ([hashes], [counts], 0)

    def forget(self) -> None:
        """Numbers with decimals never are ids."""
        self.unique = False

    @property
    def number(self) -> int:
        self.merge()
        if self.many:
            return self.most
        return sum(len(each) for each in self.hashes)

    @property
    def sizes(self) -> Integers:
        """How many rows each different cell has; nothing where there are too many."""
        self.merge()
        return np.concatenate([*self.counts, np.empty(0, np.int64)])

    def holds(self, name: str) -> bool:
        self.merge()
        return any(bool(np.isin(hashed(pa.array([name])), each).any()) for each in self.hashes)


@dataclass
class Moments:
    """Sums over numbers, taken around a middle that the first of them give."""

    middle: float | None = None
    count: float = 0.0
    sums: Floats = field(default_factory=lambda: np.zeros(3))
    low: float = np.inf
    high: float = -np.inf

    def add(self, values: Floats, weights: Integers) -> None:
        finite = np.isfinite(values)
        values, weights = values[finite], weights[finite]
        if not len(values):
            return
        with np.errstate(all="ignore"):
            if self.middle is None:
                self.middle = float(np.average(values, weights=weights))
            gaps = values - self.middle
            self.count += float(weights.sum())
            self.sums += [float(weights @ gaps**power) for power in (1, 2, 3)]
        self.low, self.high = min(self.low, float(values.min())), max(self.high, float(values.max()))

    @property
    def mean(self) -> float:
        return (self.middle or 0.0) + float(self.sums[0]) / max(self.count, 1.0)

    @property
    def skewness(self) -> float:
        """Above 0 where a few numbers lie far above the others."""
        with np.errstate(all="ignore"):
            one, two, three = self.sums / max(self.count, 1.0)
            spread = two - one**2
            skew = (three - 3 * one * two + 2 * one**3) / spread**1.5
        return float(skew) if np.isfinite(skew) else 0.0


@dataclass
class Profile:
    name: str
    most: int
    rows: int = 0
    missing: int = 0
    numeric: bool = True
    whole: bool = True
    dates: bool = True
    truths: bool = True
    longest: int = 0
    blanks: int = 0
    numbers: Moments = field(default_factory=Moments)

    def __post_init__(self) -> None:
        self.distinct = Distinct(self.most)

    def add(self, cells: pa.StringArray, *, spaced: bool) -> None:
        encoded = (trimmed(cells) if spaced else cells).dictionary_encode()
        words, counts = encoded.dictionary, np.bincount(encoded.indices.to_numpy(), minlength=len(encoded.dictionary))
        self.rows += len(cells)
        if (values := as_numbers(words)) is None:
            gone = absent(words) | mask(pc.equal(words, QUESTION))
            words, counts = self.kept(words, counts, ~gone)
            values = as_numbers(words)
        elif np.isnan(values).any():
            there = ~np.isnan(values)
            values = values[there]
            words, counts = self.kept(words, counts, there)
        if not len(words):
            return
        self.distinct.add(hashed(words), counts)
        if values is None:
            self.add_words(words, counts)
        else:
            self.add_numbers(words, values, counts)

    def kept(self, words: pa.StringArray, counts: Integers, there: Booleans) -> tuple[pa.StringArray, Integers]:
        self.missing += int(counts[~there].sum())
        return words.filter(pa.array(there)), counts[there]

    def add_numbers(self, words: pa.StringArray, values: Floats, counts: Integers) -> None:
        self.dates = self.truths = False
        self.longest = max(self.longest, int(pc.max(pc.binary_length(words)).as_py()))
        self.numbers.add(values, counts)
        self.whole &= bool((np.isfinite(values) & (values == np.floor(values))).all())
        if not self.whole:
            self.distinct.forget()
        elif self.numeric and pc.any(pc.starts_with(words, "0"), min_count=0).as_py():
            self.numeric = not pc.any(pc.match_substring_regex(words, LEADING_ZERO), min_count=0).as_py()

    def add_words(self, words: pa.StringArray, counts: Integers) -> None:
        self.numeric = False
        self.longest = max(self.longest, int(pc.max(pc.binary_length(words)).as_py()))
        self.blanks += int(pc.count_substring(words, " ").to_numpy() @ counts)
        self.dates = self.dates and bool(pc.all(pc.match_substring_regex(words, DATE)).as_py())
        self.truths = self.truths and bool(pc.all(pc.is_in(pc.ascii_lower(words), value_set=TRUTHS)).as_py())

    @property
    def present(self) -> int:
        return self.rows - self.missing

    @property
    def kind(self) -> ColumnKind:
        if not self.present:
            return ColumnKind.EMPTY
        if self.numeric:
            return ColumnKind.WHOLE if self.whole else ColumnKind.NUMBER
        if self.dates:
            return ColumnKind.DATE
        return ColumnKind.LABEL if self.repeats and self.longest <= LONGEST_LABEL else ColumnKind.TEXT

    @property
    def repeats(self) -> bool:
        labels = self.distinct.number
        return not self.distinct.many and (labels <= self.present // 2 or labels < min(FEW_LABELS, self.present))

    @property
    def could_be_id(self) -> bool:
        self.distinct.merge()
        plain = self.longest <= LONGEST_ID and not self.blanks and self.kind is not ColumnKind.NUMBER
        return plain and self.rows > 1 and not self.missing and self.distinct.unique

    @property
    def is_binary(self) -> bool:
        """Zeros and ones, both of them, or false and true."""
        if self.distinct.number != 2:
            return False
        return self.truths or (self.numeric and (self.numbers.low, self.numbers.high) == (0.0, 1.0))

    @property
    def facts(self) -> ColumnFacts:
        return ColumnFacts(self.name, self.kind, self.rows, self.missing, self.distinct.number, self.could_be_id)
