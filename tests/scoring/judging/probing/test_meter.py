"""The meter says what a team could know: the attacks themselves are the test."""

import math

import numpy as np
import pytest

from scoring.judging.arrays import Array
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.probing.meter import could_know, told_by_one, weighing
from tests.scoring.judging.probing import attacks
from tests.scoring.judging.probing.attacks import Board, accuracy, area, logloss

LOGLOSS, ACCURACY, AUC = METRICS["logloss"], METRICS["accuracy"], METRICS["auc"]


def labels(rows: int, seed: int = 1) -> Array:
    return np.random.default_rng(seed).integers(0, 2, rows)


def right(known: dict[int, int], truth: Array) -> int:
    return sum(truth[row] == label for row, label in known.items())


def within_two(said: float, decoded: float) -> bool:
    return decoded / 2 <= said <= 2 * decoded


@pytest.mark.parametrize(
    ("digits", "clip", "told"),
    [
        (5, 1e-15, (15, 12, 9)),
        (4, 1e-15, (11, 9, 6)),
        (3, 1e-15, (8, 6, 2)),
        (3, 0.01, (5, 3, 0)),
        (2, 0.01, (2, 0, 0)),
    ],
)
def test_one_file_by_log_loss_tells_what_was_measured(digits: int, clip: float, told: tuple[int, ...]) -> None:
    """Labels decoded from one score with every one of them right, for 200, 1,000 and 10,000 public rows."""
    reach = math.log((1 - clip) / clip)
    said = [weighing(reach / (rows * 10.0**-digits)) for rows in (200, 1_000, 10_000)]
    assert all(abs(one - other) <= 1 for one, other in zip(said, told, strict=True))


def test_our_log_loss_is_clipped_as_the_measured_one() -> None:
    assert [told_by_one(LOGLOSS, rows, 1e-4) for rows in (200, 1_000, 10_000)] == [11, 9, 6]


@pytest.mark.parametrize("digits", [3, 4])
@pytest.mark.parametrize("rows", [200, 1_000])
def test_log_loss_decodes_as_much_as_the_meter_says(rows: int, digits: int) -> None:
    board = Board(labels(rows), logloss(1e-15), digits)
    decoded = right(attacks.decode_log_loss(board, 1e-15, files=10), board.truth)
    assert decoded == could_know(LOGLOSS, rows, board.step, files=10)


@pytest.mark.parametrize(("rows", "digits", "one"), [(200, 3, 5), (1_000, 4, 6), (1_000, 3, 3)])
def test_log_loss_clipped_at_one_in_a_hundred(rows: int, digits: int, one: int) -> None:
    board = Board(labels(rows), logloss(0.01), digits)
    known = attacks.decode_log_loss(board, 0.01, files=10)
    assert right(known, board.truth) == 10 * one
    assert weighing(math.log(99) / (rows * board.step)) == one


def test_the_best_design_known_for_accuracy_finds_two_thirds_of_it() -> None:
    board = Board(labels(7 * 64), accuracy)
    known = attacks.weigh(attacks.counter_by_accuracy(board), 7)
    assert (right(known, board.truth), board.files) == (448, 128)
    one = told_by_one(ACCURACY, board.rows, board.step)
    assert within_two(one * 128, 448)
    assert could_know(ACCURACY, board.rows, board.step, 128) == 448


def test_and_for_the_area_under_the_curve() -> None:
    board = Board(labels(5 * 16), area)
    known = attacks.weigh(attacks.counter_by_area(board, int(board.truth.sum())), 5)
    assert (right(known, board.truth), board.files) == (80, 31)
    assert within_two(told_by_one(AUC, board.rows, board.step) * 31, 80)


@pytest.mark.parametrize("metric", ["accuracy", "auc"])
def test_halving_is_slower_than_the_meter_fears(metric: str) -> None:
    board = Board(labels(256), accuracy if metric == "accuracy" else area)
    by_area = attacks.counter_by_area(board, int(board.truth.sum()))
    count = attacks.counter_by_accuracy(board) if metric == "accuracy" else by_area
    known = attacks.bisect(board, count, range(256))
    assert right(known, board.truth) == 256
    assert could_know(METRICS[metric], board.rows, board.step, board.files) == 256


def test_a_row_at_a_time_tells_one_label_a_file() -> None:
    board = Board(labels(1_000), accuracy)
    assert right(attacks.flip_one_by_one(board, files=51), board.truth) == 50
    assert could_know(METRICS["rmse"], 1_000, 1e-4, files=50) == 50  # all that a number without bounds is counted for


def test_nobody_knows_more_than_there_is() -> None:
    assert could_know(LOGLOSS, 200, 1e-4, files=10_000) == 200
    assert could_know(LOGLOSS, 0, 1e-4, files=10) == 0


def test_a_ladder_hides_what_decimals_tell() -> None:
    assert could_know(LOGLOSS, 1_000, 1e-4, files=14) == 126
    assert could_know(LOGLOSS, 1_000, 0.01, files=14) == 28
    assert could_know(ACCURACY, 1_000, 1e-4, files=14) == 84
    assert could_know(ACCURACY, 1_000, 0.01, files=14) == 37


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.id)
def test_every_metric_has_a_figure(metric: object) -> None:
    known = [could_know(METRICS[getattr(metric, "id")], 1_000, 1e-4, files) for files in (0, 1, 2, 100_000)]  # noqa: B009
    assert known == sorted(known)
    assert (known[0], known[-1]) == (0, 1_000)
