"""Rows in the order of their scores, and what follows from that order alone."""

from typing import NamedTuple

import numpy as np

from scoring.judging.arrays import Array, Booleans, Floats
from scoring.judging.metrics.metric import HostError

ONE = np.uint64(1)
ONE_CLASS = "This part of the answers holds only one of the two classes, and the score compares the two."


class Ordered(NamedTuple):
    """Rows by rising score. Among equal scores the negative rows come first."""

    positive: Booleans
    first: Booleans  # whether a row's score differs from the one before


def ordered(positive: Booleans, score: Floats) -> Ordered:
    """The bits of floats at or above 0 sort as whole numbers do, and so do those below 0 in reverse. Shifted left by
    one they lose the sign, which makes −0.0 equal to 0.0, and have room for the class. One sort of these keys takes a
    third of the time of `argsort`, and nothing is rounded."""
    below = score < 0
    keys = score.view(np.uint64) << ONE
    keys |= positive ^ below
    if not below.any():
        return of_keys(keys)
    # take(flatnonzero) rather than keys[below]: 12.9 against 20.7 ms for the whole at a million rows.
    under = of_keys(keys.take(np.flatnonzero(below)))
    over = of_keys(keys.take(np.flatnonzero(~below)))
    lasts = np.append(under.first[1:], True)
    return Ordered(
        np.concatenate([~under.positive[::-1], over.positive]),
        np.concatenate([lasts[::-1], over.first]),
    )


def of_keys(keys: Array) -> Ordered:
    keys.sort()
    first = np.ones(len(keys), dtype=np.bool_)
    np.greater(keys[1:] ^ keys[:-1], ONE, out=first[1:])
    return Ordered((keys & ONE).astype(np.bool_), first)


def auc(positive: Booleans, score: Floats) -> float:
    """The share of pairs of a positive and a negative row in which the positive one has the higher score; ties count
    half. Counted in whole numbers, so that the only rounding is in one division."""
    positives = int(np.count_nonzero(positive))
    pairs = positives * (len(positive) - positives)
    if not pairs:
        raise HostError(ONE_CLASS)
    rows = ordered(positive, score)
    # A positive row's place counts the rows before it: negatives that it beats or equals, and earlier positives.
    won_or_tied = int(np.flatnonzero(rows.positive).sum()) - positives * (positives - 1) // 2
    return (2 * won_or_tied - tied(rows)) / (2 * pairs)


def tied(rows: Ordered) -> int:
    """How many pairs of a positive and a negative row have equal scores."""
    turns = (rows.positive[1:] > rows.positive[:-1]) & ~rows.first[1:]
    if not turns.any():
        return 0
    ends = np.flatnonzero(turns | rows.first[1:])  # of runs of rows with the same score and class
    lengths = np.diff(ends, prepend=-1, append=len(turns))
    mixed = np.flatnonzero(turns[ends])
    return int(lengths[mixed] @ lengths[mixed + 1])


def auc_influence(positive: Booleans, score: Floats) -> Floats:
    """DeLong, DeLong and Clarke-Pearson (1988): a row's placement is the share of the rows of the other class with
    which it is in the right order, and the area is the mean placement within either class. Here by row, so `argsort`.
    Arrays are used again where they can be: 4.7 ms at 100,000 rows, against 7.3 with a fresh one for each step."""
    positives = int(np.count_nonzero(positive))
    negatives = len(positive) - positives
    order = np.argsort(score)
    positive = positive[order]
    negatives_below, positives_below = below_twice(positive, score[order])
    moves = np.divide(negatives_below, 2 * negatives, out=negatives_below)
    area = float(moves @ positive) / positives
    moves -= area
    moves *= len(positive) / positives
    others = np.divide(positives_below, -2 * positives, out=positives_below)
    others += 1 - area
    others *= len(positive) / negatives
    by_row = np.empty_like(score)
    by_row[order] = np.where(positive, moves, others)
    return by_row


def below_twice(positive: Booleans, score: Floats) -> tuple[Floats, Floats]:
    """For rows by rising score: twice the negative and twice the positive rows with a lower score, those with an equal
    score counted once."""
    starts = np.flatnonzero(np.append(True, score[1:] != score[:-1]))
    ends = np.append(starts[1:], len(score))
    lengths = ends - starts
    positives = np.cumsum(positive, dtype=np.float64)[ends - 1]
    positives[1:] += positives[:-1]
    return np.repeat(starts + ends - positives, lengths), np.repeat(positives, lengths)


def one_class(target: Booleans) -> str | None:
    return None if target.any() and not target.all() else ONE_CLASS
