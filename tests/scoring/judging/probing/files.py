"""Files as honest teams send them, and files made to ask. Each draw is a file, what its team sent before, and what
other teams have sent."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from scoring.judging.arrays import Array, Arrays, Floats
from scoring.judging.probing import traces

ROWS = 600
Dice = np.random.Generator


@dataclass
class Sent:
    file: Array
    earlier: list[Array] = field(default_factory=list)
    others: list[Array] = field(default_factory=list)
    truth: Array | None = None

    @property
    def looks_like_a_probe(self) -> bool:
        return bool(self.is_weighted or self.asks_about_few or self.is_a_copy)

    @property
    def is_weighted(self) -> bool:
        before = [None, *map(arrays, self.earlier)]
        return any(traces.weighted_rows(arrays(self.file), each) for each in before)

    @property
    def asks_about_few(self) -> bool:
        return any(traces.few_changed(arrays(self.file), arrays(each)) for each in self.earlier)

    @property
    def is_a_copy(self) -> bool:
        return any(self._copies(other) for other in self.others)

    def _copies(self, other: Array) -> bool:
        if self.truth is not None and traces.shared_slips(self.file, other, self.truth) < traces.FEWEST_SHARED_SLIPS:
            return False
        return traces.likeness(arrays(self.file), arrays(other)) >= traces.COPIED


def arrays(file: Array) -> Arrays:
    return {"prediction": file}


def share(log_odds: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-log_odds))
    return found


# --- Honest: models see the same signal, each with noise of its own, and a team's next model is near its last ---


def signal(dice: Dice) -> Floats:
    return dice.normal(0, 1.5, ROWS)


def models(dice: Dice, seen: Floats, count: int) -> list[Floats]:
    """From hardly to very much alike."""
    return [seen + dice.normal(0, dice.uniform(0.15, 1), ROWS) for _ in range(count)]


def honest_shares(dice: Dice) -> Sent:
    seen = signal(dice)
    mine = models(dice, seen, 4)
    blended = 0.5 * mine[0] + 0.5 * mine[1] if dice.random() < 0.3 else mine[0]
    decimals = int(dice.integers(2, 17))
    sent = [np.round(share(each), decimals) for each in (blended, *mine[1:], *models(dice, seen, 10))]
    return Sent(sent[0], sent[1:4], sent[4:])


def honest_numbers(dice: Dice) -> Sent:
    seen = signal(dice)
    sent = [50 + 10 * each for each in models(dice, seen, 14)]
    if dice.random() < 0.2:  # the last one again, with its extremes cut off
        sent[0] = np.clip(sent[1], *np.quantile(sent[1], [0.02, 0.98]))
    return Sent(sent[0], sent[1:4], sent[4:])


def honest_labels(dice: Dice) -> Sent:
    seen = signal(dice)
    mine = models(dice, seen, 4)
    if dice.random() < 0.1:  # the last one again, with its threshold moved
        mine[0] = mine[1] + dice.uniform(0.05, 0.3)
    sent = [(each > 0).astype(np.int32) for each in (*mine, *models(dice, seen, 10))]
    truth = (seen + dice.normal(0, dice.uniform(0, 1.5), ROWS) > 0).astype(np.int32)
    return Sent(sent[0], sent[1:4], sent[4:], truth)


def honest_trees(dice: Dice) -> Sent:
    """A few leaves, one of them often large."""
    seen = signal(dice)
    edges = np.sort(dice.normal(1, 1.5, int(dice.integers(2, 30))))
    leaves = np.sort(dice.beta(0.5, 1, len(edges) + 1))
    sent = [leaves[np.searchsorted(edges, each)] for each in models(dice, seen, 14)]
    return Sent(sent[0], sent[1:4], sent[4:])


def honest_beginnings(dice: Dice) -> Sent:
    """The same number everywhere, as everybody's first file may be."""
    constant = np.full(ROWS, dice.choice([0.0, 0.5, 1.0, 0.3]))
    return Sent(constant, [], [constant, share(signal(dice))])


HONEST: tuple[Callable[[Dice], Sent], ...] = (
    honest_shares, honest_numbers, honest_labels, honest_trees, honest_beginnings,
)  # fmt: skip


# --- Made to ask ---


def weights(dice: Dice) -> Floats:
    """Log-odds that halve, or fall faster, to either side; on rows that nobody tells in advance."""
    count = int(dice.integers(5, 13))
    falling = dice.choice([30.0, 4.5, 13.0]) / dice.choice([2.0, 2.0, 2.5, 3.0]) ** np.arange(count)
    placed = np.zeros(ROWS)
    placed[dice.choice(ROWS, count, replace=False)] = falling * dice.choice([-1, 1]) ** dice.integers(0, 2, count)
    return placed


def weighted_shares(dice: Dice) -> Sent:
    return Sent(share(weights(dice)), [share(signal(dice))])


def weighted_on_a_known_file(dice: Dice) -> Sent:
    known = dice.normal(0, 0.5, ROWS)
    return Sent(share(known + weights(dice)), [share(known), share(signal(dice))])


def weighted_numbers(dice: Dice) -> Sent:
    return Sent(50 + 10 * weights(dice))


def one_row(dice: Dice) -> Sent:
    known = (signal(dice) > 0).astype(np.int32)
    return Sent(flipped(known, dice, 1), [known])


def one_row_after_another(dice: Dice) -> Sent:
    known = share(signal(dice))
    return Sent(flipped(known, dice, 1), [flipped(known, dice, 1) for _ in range(5)])


def flipped(file: Array, dice: Dice, count: int) -> Array:
    changed = file.copy()
    rows = dice.choice(len(file), count, replace=False)
    changed[rows] = 1 - changed[rows]
    return changed


def copied(dice: Dice) -> Sent:
    """As it is, rescaled, or with a little noise."""
    theirs = share(signal(dice))
    ours = (theirs, theirs**1.3, 0.01 + 0.98 * theirs, theirs + dice.normal(0, 0.001, ROWS))[dice.integers(4)]
    return Sent(ours, [], [share(signal(dice)), theirs])


def copied_labels(dice: Dice) -> Sent:
    theirs = (signal(dice) > 0).astype(np.int32)
    return Sent(theirs, [], [theirs], truth=flipped(theirs, dice, ROWS // 5))


PROBES: tuple[Callable[[Dice], Sent], ...] = (
    weighted_shares, weighted_on_a_known_file, weighted_numbers, one_row, one_row_after_another, copied, copied_labels,
)  # fmt: skip
