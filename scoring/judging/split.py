"""Cutting rows into parts by a seed: train, public and private, say.

The random order comes from the raw numbers of PCG64, which NumPy promises never to change (NEP 19); what its generators
make of them it may change. So the same seed gives the same cut for good. Whoever knows the seed and the rows knows the
cut, so a competition's seed is as secret as its answers."""

from collections.abc import Sequence

import numpy as np

from scoring.judging.arrays import Array, Codes, Floats, Integers

ROUNDING = 1e-9  # 0.3 of 10 rows is 3 rows, though not to a processor


def split(
    rows: int, shares: Sequence[float], seed: int, strata: Array | None = None, groups: Array | None = None
) -> Codes:
    """For each row the number of its part. Without groups each part has of each stratum, within one row, its share.
    Rows of one group stay together, and the parts come as near to the shares as that allows."""
    wanted = proportions(shares)
    kinds = codes_of(strata) if strata is not None else np.zeros(rows, np.int32)
    if groups is None:
        return split_rows(kinds, wanted, random_order(rows, seed))
    return split_groups(codes_of(groups), kinds, wanted, seed)


def proportions(shares: Sequence[float]) -> Floats:
    wanted = np.array(shares, np.float64)
    if not len(wanted) or not np.isfinite(wanted).all() or (wanted <= 0).any():
        raise ValueError("Each share must be more than 0.")
    wanted /= wanted.sum()
    return wanted


def random_order(rows: int, seed: int, purpose: int = 0) -> Integers:
    """A shuffle of 0, 1, … that a seed gives again for good. Those for two purposes tell nothing of each other."""
    numbers = np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(purpose,)))
    return np.argsort(numbers.random_raw(rows), kind="stable")


def codes_of(values: Array) -> Codes:
    return np.unique(values, return_inverse=True)[1].astype(np.int32)


def quantile_bins(values: Floats, bins: int) -> Codes:
    """Numbers as strata: about as many rows in each bin, equal numbers in the same one."""
    in_order = np.sort(values)
    return (np.searchsorted(in_order, values) * bins // max(len(values), 1)).astype(np.int32)


def split_rows(kinds: Codes, wanted: Floats, order: Integers) -> Codes:
    counts = whole_numbers(np.bincount(kinds), wanted)
    by_kind = order[np.argsort(kinds[order], kind="stable")]
    parts = np.tile(np.arange(len(wanted), dtype=np.int32), len(counts))
    codes = np.empty(len(kinds), np.int32)
    codes[by_kind] = np.repeat(parts, counts.ravel())
    return codes


def whole_numbers(sizes: Integers, wanted: Floats) -> Integers:
    """How many rows of each stratum each part gets: its exact share, rounded down or up. A part that would get none is
    rounded up first, then those that are farthest behind over all strata so far."""
    exact = np.multiply.outer(sizes, wanted)
    counts = np.floor(exact + ROUNDING).astype(np.int64)
    behind = np.zeros(len(wanted))
    for number, size in enumerate(sizes.tolist()):
        behind += exact[number] - counts[number]
        first = np.lexsort((-behind, counts[number] > 0))
        more = first[: size - int(counts[number].sum())]
        counts[number, more] += 1
        behind[more] -= 1
    return counts


def split_groups(groups: Codes, kinds: Codes, wanted: Floats, seed: int) -> Codes:
    """The largest groups first, each to the part that still wants most of what the group holds; of groups of one size
    the seed takes one first. The last groups go to parts that have none. Each stratum counts the same, and so do all
    rows together."""
    strata = int(kinds.max(initial=0)) + 1
    pairs, counts = np.unique(groups * np.int64(strata) + kinds, return_counts=True)
    owners, members = np.divmod(pairs, strata)
    sizes = np.bincount(groups)
    bounds = np.searchsorted(owners, np.arange(len(sizes) + 1))
    totals = np.append(np.bincount(kinds, minlength=strata), len(kinds))
    missing = np.multiply.outer(wanted, np.ones(strata + 1))  # as shares of each stratum, and of all rows
    order = random_order(len(sizes), seed)
    part_of = np.empty(len(sizes), np.int32)
    empty = np.ones(len(wanted), bool)
    for left, group in zip(range(len(sizes), 0, -1), order[np.argsort(-sizes[order], kind="stable")], strict=True):
        held = slice(bounds[group], bounds[group + 1])
        columns = np.append(members[held], strata)
        shares = np.append(counts[held], sizes[group]) / totals[columns]
        gains = missing[:, columns] @ shares
        part = int(np.argmax(gains if left > empty.sum() else np.where(empty, gains, -np.inf)))
        missing[part, columns] -= shares
        empty[part] = False
        part_of[group] = part
    return part_of[groups]
