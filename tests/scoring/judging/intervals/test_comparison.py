from dataclasses import replace

import numpy as np
import pytest

from scoring.judging.arrays import Floats
from scoring.judging.intervals.comparison import Comparison, compare
from scoring.judging.intervals.interval import interval
from scoring.judging.intervals.spread import Method
from scoring.judging.metrics.binary.auc import AUC
from scoring.judging.metrics.labels.accuracy import ACCURACY
from scoring.judging.metrics.metric import Metric, UndefinedError
from scoring.judging.metrics.regression.max_error import MAX_ERROR
from scoring.judging.metrics.regression.rmse import RMSE
from tests.scoring.judging.intervals.toys import (
    Columns,
    at,
    brute_force,
    labels,
    median_error,
    numbers,
    toy,
    two_classes,
)

MEDIAN = toy(score=median_error, best=0.0)


def between(metric: Metric, left: Columns, right: Columns) -> Comparison:
    found = compare(metric, left, right, {})
    assert found is not None
    return found


def nudged(columns: Columns, seed: int, noise: float = 0.3) -> Columns:
    dice = np.random.default_rng(seed)
    return columns | {"prediction": columns["prediction"] + noise * dice.normal(size=len(columns["prediction"]))}


@pytest.mark.parametrize("metric", [RMSE, MEDIAN, MAX_ERROR], ids=lambda metric: metric.id)
def test_equal_submissions_differ_by_nothing(metric: Metric) -> None:
    columns = numbers(200, seed=1)
    copied = {name: array.copy() for name, array in columns.items()}
    assert compare(metric, columns, copied, {}) == Comparison(0.0, 0.0, 0.0, 0.0, Method.EQUAL)
    assert not between(metric, columns, columns).significant


def test_a_small_difference_shows_on_the_same_rows_where_two_intervals_overlap() -> None:
    left = numbers(1000, seed=2)
    right = nudged(left, seed=3)
    alone, other = interval(RMSE, left, {}), interval(RMSE, right, {})
    assert alone is not None
    assert other is not None
    assert alone.high > other.low
    found = between(RMSE, left, right)
    assert found.difference == alone.value - other.value
    assert found.high < 0
    assert found.significant
    assert found.standard_error < 0.5 * np.hypot(alone.standard_error, other.standard_error)


@pytest.mark.parametrize("metric", [RMSE, MEDIAN, ACCURACY], ids=lambda metric: metric.id)
def test_the_other_way_round_only_the_sign_changes(metric: Metric) -> None:
    left = labels(300, seed=1, right=0.8) if metric is ACCURACY else numbers(300, seed=1)
    right = left | {"prediction": np.roll(left["prediction"], 1)}
    there, back = between(metric, left, right), between(metric, right, left)
    assert (there.difference, there.low, there.high) == pytest.approx((-back.difference, -back.high, -back.low))
    assert there.standard_error == pytest.approx(back.standard_error)


@pytest.mark.parametrize(
    ("metric", "left"), [(RMSE, numbers(1500, seed=4)), (AUC, two_classes(1500, seed=5))], ids=["rmse", "auc"]
)
def test_the_standard_error_of_a_difference_agrees_with_brute_force(metric: Metric, left: Columns) -> None:
    right = nudged(left, seed=6)
    brute = brute_force(lambda rows: metric.value(**at(left, rows)) - metric.value(**at(right, rows)), 1500)
    assert between(metric, left, right).standard_error == pytest.approx(brute, rel=0.05)


@pytest.mark.parametrize(
    ("metric", "rows", "times", "method"),
    [(RMSE, 200, 400, Method.ROWS), (MEDIAN, 200, 200, Method.BOOTSTRAP), (MEDIAN, 2500, 400, Method.GROUPS)],
    ids=["rows", "bootstrap", "groups"],
)
def test_two_equally_good_submissions_rarely_seem_to_differ(
    metric: Metric, rows: int, times: int, method: Method
) -> None:
    def pair(seed: int) -> Comparison:
        columns = numbers(rows, seed, noise=0.0)
        return between(metric, nudged(columns, seed + 10_000), nudged(columns, seed + 20_000))

    found = [pair(seed) for seed in range(times)]
    assert {one.method for one in found} == {method}
    assert 0.01 <= np.mean([one.significant for one in found]) <= 0.09


def right_on(rows: int, right: set[int]) -> Columns:
    target = np.zeros(rows, dtype=np.int32)
    return {"target": target, "prediction": np.array([row not in right for row in range(rows)], dtype=np.int32)}


def test_shares_are_compared_by_the_rows_where_one_alone_is_right() -> None:
    """Left alone is right on 6 rows, right alone on 1, of 18. With half a row more of each: 6.5 and 1.5 of 20, so the
    middle is 5 / 20 = 0.25 and the standard error √(8 − 25 / 20) / 20 = 0.1299."""
    found = between(ACCURACY, right_on(18, set(range(10))), right_on(18, {6, 7, 8, 9, 10}))
    assert found.method is Method.SHARE
    assert found.difference == pytest.approx(5 / 18)
    assert found.standard_error == pytest.approx(0.129904, abs=1e-6)
    assert (found.low, found.high) == pytest.approx((0.25 - 0.254607, 0.25 + 0.254607), abs=1e-6)
    assert not found.significant


def test_shares_that_are_right_on_the_same_rows_are_not_sure_to_be_equal() -> None:
    left, right = labels(50, seed=1, right=0.0), labels(50, seed=1, right=0.0)
    right["prediction"] = (right["prediction"] + 1) % 4  # wrong in another way
    found = between(ACCURACY, left, right)
    assert found.difference == 0.0
    assert found.low < 0 < found.high
    assert found.high == -found.low < 0.05


def test_a_difference_stays_within_what_it_can_be() -> None:
    found = between(ACCURACY, right_on(3, {0, 1, 2}), right_on(3, set()))
    assert (found.difference, found.high) == (1.0, 1.0)


def test_a_side_that_tells_nothing_about_rows_leaves_both_to_be_resampled() -> None:
    def finish(means: Floats) -> float:
        if means[0] > 0:
            raise UndefinedError("Too large.")
        return float(means[0])

    columns = numbers(100, seed=1)
    metric = toy(score=median_error, rows=lambda target, prediction: prediction, finish=finish)
    below, above = (columns | {"prediction": columns["prediction"] + shift} for shift in (-9, 9))
    assert between(metric, below, below | {"prediction": -above["prediction"]}).method is Method.ROWS
    assert between(metric, below, above).method is Method.BOOTSTRAP


def test_where_rows_cannot_tell_there_is_no_comparison() -> None:
    columns = numbers(100, seed=1)
    assert compare(MAX_ERROR, columns, nudged(columns, seed=1), {}) is None
    assert compare(RMSE, numbers(1, seed=1), numbers(1, seed=2), {}) is None
    assert compare(MEDIAN, numbers(5, seed=1), nudged(numbers(5, seed=1), seed=2), {}) is None
    mean = toy(rows=lambda target, prediction: prediction)
    flat = {"target": np.zeros(20), "prediction": np.zeros(20)}
    assert compare(mean, flat, flat | {"prediction": np.ones(20) * 0.5}, {}) is None


def test_texts_that_say_the_same_differ_by_nothing() -> None:
    def lengths(target: Floats, prediction: Floats) -> Floats:
        return np.array([float(len(text)) for text in prediction])

    words = np.array(["a", "bb", "cccc"], dtype=object)
    metric = replace(toy(rows=lengths), id="lengths")
    left, right = ({"target": np.zeros(3), "prediction": text} for text in (words, words[[0, 1, 2]]))
    assert compare(metric, left, right, {}) == Comparison(0.0, 0.0, 0.0, 0.0, Method.ROWS)
