"""Whoever climbs the public board by asking wins nothing on the private rows, which decide."""

from collections.abc import Callable

import numpy as np
import pytest

from scoring.judging.arrays import Array
from tests.scoring.judging.probing import attacks
from tests.scoring.judging.probing.attacks import Board, accuracy, area, logloss

SEEDS = range(50)
PUBLIC, PRIVATE = 256, 1_000
EVERYTHING = PUBLIC + PRIVATE
Dice = np.random.Generator


def by_log_loss(clip: float) -> Callable[[Array, Dice], Array]:
    def attack(truth: Array, dice: Dice) -> Array:
        board = Board(truth, logloss(clip))
        return over_all_rows(attacks.decode_log_loss(board, clip, files=PUBLIC), dice)

    return attack


def row_by_row(truth: Array, dice: Dice) -> Array:
    return over_all_rows(attacks.flip_one_by_one(Board(truth, accuracy), files=PUBLIC + 1), dice)


def climbing(truth: Array, dice: Dice) -> Array:
    climbed = attacks.climb(Board(truth, accuracy), 400, dice)
    return over_all_rows(dict(enumerate(climbed.tolist())), dice)


def voting(truth: Array, dice: Dice) -> Array:
    return attacks.majority(Board(truth, accuracy), EVERYTHING, 200, dice)


def halving(truth: Array, dice: Dice) -> Array:
    board = Board(truth, accuracy)
    return over_all_rows(attacks.bisect(board, attacks.counter_by_accuracy(board), range(PUBLIC)), dice)


def halving_by_area(truth: Array, dice: Dice) -> Array:
    board = Board(truth, area)
    count = attacks.counter_by_area(board, int(truth.sum()))
    return over_all_rows(attacks.bisect(board, count, range(PUBLIC)), dice)


def over_all_rows(known: dict[int, int], dice: Dice) -> Array:
    """What was found out is repeated over the rows of which nothing was."""
    found = np.array([known.get(row, dice.integers(2)) for row in range(PUBLIC)])
    return np.resize(found, EVERYTHING)


ATTACKS = {
    "log loss": (by_log_loss(1e-15), 0.95),
    "log loss clipped at a hundredth": (by_log_loss(0.01), 0.95),
    "row by row": (row_by_row, 0.95),
    "climbing": (climbing, 0.75),
    "voting": (voting, 0.7),
    "halving": (halving, 0.95),
    "halving by the area": (halving_by_area, 0.95),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_it_works_on_the_public_rows_and_gains_nothing_on_the_others(name: str) -> None:
    attack, climbs_to = ATTACKS[name]
    public, gains = [], []
    for seed in SEEDS:
        dice = np.random.default_rng(seed)
        truth = dice.integers(0, 2, EVERYTHING)
        begun_with, ended_with = dice.integers(0, 2, EVERYTHING), attack(truth[:PUBLIC], dice)
        public.append(accuracy(truth[:PUBLIC], ended_with[:PUBLIC]))
        gains.append(accuracy(truth[PUBLIC:], ended_with[PUBLIC:]) - accuracy(truth[PUBLIC:], begun_with[PUBLIC:]))
    error = np.std(gains, ddof=1) / np.sqrt(len(gains))
    assert np.mean(public) >= climbs_to
    assert abs(np.mean(gains)) <= 2 * error
