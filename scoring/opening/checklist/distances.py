"""How far two samples of a column lie apart, from 0 (the same) to 1 (nothing in common), and how likely chance alone
would have put them there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from scoring.judging.arrays import Booleans, Floats
from scoring.opening.features import Feature

# With 50,000 rows the smallest difference is no chance: a distance must also be large enough to matter.
MATTERS = 0.1
CHANCE = 0.01  # of a single false alarm, over all columns together
MOST_LABELS = 30  # rarer ones are taken together


@dataclass(frozen=True)
class Distance:
    size: float
    chance: float


SAME = Distance(0.0, 1.0)


@dataclass(frozen=True)
class Apart:
    name: str
    distance: Distance

    @property
    def sentence(self) -> str:
        return f"“{self.name}” lies {self.distance.size:.2f} apart (0 is the same, 1 has nothing in common)."


def columns_apart(features: Sequence[Feature], left: Booleans, right: Booleans) -> list[Apart]:
    """The columns that differ, farthest first. The more columns are looked at, the less chance each is allowed
    (Bonferroni)."""
    found = []
    for feature in features:
        between = distance(feature.values[left], feature.values[right], ordered=feature.ordered)
        if between.size >= MATTERS and between.chance < CHANCE / len(features):
            found.append(Apart(feature.name, between))
    return sorted(found, key=lambda apart: -apart.distance.size)


def distance(left: Floats, right: Floats, *, ordered: bool) -> Distance:
    """Missing cells count as a label of their own, or, among numbers, by how many they are."""
    if not len(left) or not len(right):
        return SAME
    if not ordered:
        return between_labels(left, right)
    gaps = between_labels(np.where(np.isnan(left), np.nan, 0.0), np.where(np.isnan(right), np.nan, 0.0))
    return max(gaps, between_numbers(left[~np.isnan(left)], right[~np.isnan(right)]), key=lambda each: each.size)


def between_numbers(left: Floats, right: Floats) -> Distance:
    """Kolmogorov and Smirnov's."""
    if not len(left) or not len(right):
        return SAME
    found = stats.ks_2samp(left, right, method="asymp")
    return Distance(float(found.statistic), float(found.pvalue))


def between_labels(left: Floats, right: Floats) -> Distance:
    """The share of rows that would have to change their label (total variation), and the chi-square test."""
    both = np.concatenate([left, right])
    codes = np.clip(np.where(np.isnan(both), -1, both), -1, MOST_LABELS).astype(np.int64) + 1
    table = np.stack([np.bincount(part, minlength=MOST_LABELS + 2) for part in np.split(codes, [len(left)])])
    table = table[:, table.sum(axis=0) > 0]
    if table.shape[1] < 2:
        return SAME
    size = float(np.abs(table[0] / len(left) - table[1] / len(right)).sum() / 2)
    return Distance(size, float(stats.chi2_contingency(table, correction=False).pvalue))
