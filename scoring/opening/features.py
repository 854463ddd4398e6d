"""Columns of text turned into numbers that statistics and trees can take: numbers and dates as they are, labels as
codes, texts as their length. Missing cells are NaN."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from scoring.judging.arrays import Booleans, Floats, Integers
from scoring.judging.tables import numbers
from scoring.opening.plan import ColumnKind

ABSENT = (*numbers.ABSENT, *numbers.NOT_FINITE, "?", "-")
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}.*)?$"
MOSTLY = 0.95  # so many of the cells say what the column is; the rest count as missing
FEW_LABELS = 50
ROWS_PER_LABEL = 5  # with fewer rows for each, the cells are texts
TOPICS = 24
WORDS = 3_000
ROWS_FOR_TOPICS = 4_000
FARTHEST = 1e30


@dataclass(frozen=True)
class Feature:
    name: str
    kind: ColumnKind
    values: Floats
    texts: pa.StringArray | None = None  # of a text: the cells themselves

    @property
    def ordered(self) -> bool:
        """Whether more and less mean something: codes of labels have no order."""
        return self.kind is not ColumnKind.LABEL

    @property
    def present(self) -> Booleans:
        return ~np.isnan(self.values)

    @property
    def constant(self) -> bool:
        there = self.values[self.present]
        return len(there) == 0 or bool(len(there) == len(self.values) and there.min() == there.max())

    def taken(self, rows: Integers | Booleans | slice) -> "Feature":
        texts = None if self.texts is None else self.texts.take(pa.array(np.arange(len(self.values))[rows]))
        return Feature(self.name, self.kind, self.values[rows], texts)


def feature_of(name: str, cells: pa.StringArray) -> Feature:
    """Each different cell is looked at once."""
    encoded = pc.dictionary_encode(cells)
    words, codes = encoded.dictionary, encoded.indices.to_numpy()
    times = np.bincount(codes, minlength=len(words))
    kind, values = meaning(words, times)
    texts = cells if kind is ColumnKind.TEXT else None
    return Feature(name, kind, values[codes] if len(words) else np.empty(0), texts)


def labels_of(name: str, cells: pa.StringArray) -> Feature:
    """A column known to hold labels, even where they are numbers."""
    encoded = pc.dictionary_encode(cells)
    words, codes = encoded.dictionary, encoded.indices.to_numpy()
    values = codes_of(np.bincount(codes, minlength=len(words)), absent(words))
    return Feature(name, ColumnKind.LABEL, values[codes] if len(words) else np.empty(0))


def meaning(words: pa.StringArray, times: Integers) -> tuple[ColumnKind, Floats]:
    """The kind of a column, and for each different cell its number."""
    gone = absent(words)
    there = int(times[~gone].sum())
    if not there:
        return ColumnKind.EMPTY, np.full(len(words), np.nan)
    numeric = numbers.grammatical(words).to_numpy(zero_copy_only=False) & ~gone
    if times[numeric].sum() >= MOSTLY * there:
        return ColumnKind.NUMBER, numbers_of(words, numeric)
    dates = pc.match_substring_regex(words, DATE).to_numpy(zero_copy_only=False) & ~gone
    if times[dates].sum() >= MOSTLY * there:
        return ColumnKind.DATE, moments_of(words, dates)
    different = int((~gone).sum())
    if different <= FEW_LABELS or different * ROWS_PER_LABEL <= there:
        return ColumnKind.LABEL, codes_of(times, gone)
    lengths = pc.utf8_length(words).to_numpy().astype(np.float64)
    return ColumnKind.TEXT, np.where(gone, np.nan, lengths)


def absent(words: pa.StringArray) -> Booleans:
    plain = pc.ascii_ltrim(pc.ascii_lower(words), "+-")
    gone: Booleans = pc.is_in(plain, value_set=pa.array(ABSENT)).to_numpy(zero_copy_only=False)
    return gone


def numbers_of(words: pa.StringArray, good: Booleans) -> Floats:
    values: Floats = numbers.parsed(pc.if_else(pa.array(good), words, "0")).to_numpy(zero_copy_only=False)
    return np.where(good & np.isfinite(values), values, np.nan)


def moments_of(words: pa.StringArray, good: Booleans) -> Floats:
    """Seconds since 1970, to the minute. A 30th of February is the 1st or 2nd of March."""
    days, times = pc.utf8_slice_codeunits(words, 0, 10), pc.utf8_slice_codeunits(words, 11, 16)
    whole = pc.binary_join_element_wise(days, pc.if_else(pc.equal(times, ""), "00:00", times), " ")
    moments = pc.strptime(pc.if_else(pa.array(good), whole, ""), "%Y-%m-%d %H:%M", "s", error_is_null=True)
    seconds = pc.cast(pc.cast(moments, pa.int64()), pa.float64())
    found: Floats = pc.fill_null(seconds, np.nan).to_numpy(zero_copy_only=False)
    return found


def codes_of(times: Integers, gone: Booleans) -> Floats:
    """The most frequent label is 0."""
    order = np.argsort(-np.where(gone, -1, times), kind="stable")
    codes = np.empty(len(times))
    codes[order] = np.arange(len(times))
    return np.where(gone, np.nan, codes)


def matrix_of(features: Iterable[Feature], seed: int) -> Floats:
    """For trees: missing cells lie below all others, and a column that never changes is left out. Texts are also read
    for what they are about."""
    columns = []
    for feature in features:
        if not feature.constant:
            columns.append(filled(feature.values))
        if feature.texts is not None:
            columns += list(topics(feature.texts, seed).T)
    return np.column_stack(columns).astype(np.float32) if columns else np.empty((0, 0), np.float32)


def filled(values: Floats) -> Floats:
    """Trees add up in single precision; what lies beyond its range is cut."""
    cut = np.clip(values, -FARTHEST, FARTHEST)
    return np.where(np.isnan(cut), 2 * np.nanmin(cut) - np.nanmax(cut) - 1, cut)


def topics(texts: pa.StringArray, seed: int) -> Floats:
    """The main directions in which the words of the texts differ."""
    written: Sequence[str] = texts.to_pylist()
    some = np.random.default_rng(seed).permutation(len(written))[:ROWS_FOR_TOPICS]
    weigh = TfidfVectorizer(max_features=WORDS, min_df=2, sublinear_tf=True, dtype=np.float32)
    try:
        weighed = weigh.fit_transform([written[row] for row in some])
    except ValueError:  # no word occurs twice
        return np.empty((len(written), 0))
    count = min(TOPICS, weighed.shape[1] - 1, len(some) - 1)
    if count < 1:
        return np.empty((len(written), 0))
    directions = TruncatedSVD(count, algorithm="randomized", n_iter=2, random_state=seed).fit(weighed)
    found: Floats = directions.transform(weigh.transform(written))
    return found
