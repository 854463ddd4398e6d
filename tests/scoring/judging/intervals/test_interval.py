import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from scoring.judging.arrays import Booleans, Floats
from scoring.judging.intervals.interval import Interval, interval, scored
from scoring.judging.intervals.spread import Method, student, wilson
from scoring.judging.metrics.binary.auc import AUC
from scoring.judging.metrics.labels.accuracy import ACCURACY
from scoring.judging.metrics.labels.fbeta import F1
from scoring.judging.metrics.metric import Metric, UndefinedError
from scoring.judging.metrics.parameters import ParameterError
from scoring.judging.metrics.regression.max_error import MAX_ERROR
from scoring.judging.metrics.regression.mcrmse import MCRMSE
from scoring.judging.metrics.regression.rmse import RMSE
from scoring.judging.metrics.regression.wmae import WMAE
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


def of(metric: Metric, columns: Columns, confidence: float = 0.95) -> Interval:
    found = interval(metric, columns, {}, confidence)
    assert found is not None
    return found


def test_the_value_is_the_metrics_own_to_the_last_bit_and_rows_are_computed_once() -> None:
    calls = []

    def rows(target: Floats, prediction: Floats) -> Floats:
        calls.append(1)
        return np.square(prediction - target)

    columns = numbers(997, seed=1)
    value, found = scored(replace(RMSE, rows=rows), columns, {})
    assert calls == [1]
    assert value == RMSE.value(**columns)
    assert found is not None
    assert found.value == value


def test_the_standard_error_of_a_mean_is_the_spread_over_root_n() -> None:
    columns = numbers(500, seed=2)
    mean = toy(rows=lambda target, prediction: prediction - target + 1e6)
    expected = np.std(columns["prediction"] - columns["target"], ddof=1) / math.sqrt(500)
    assert of(mean, columns).standard_error == pytest.approx(expected, rel=1e-9)
    reach = stats.t.ppf(0.975, 499) * expected
    found = of(mean, columns)
    assert (found.low, found.high) == pytest.approx((found.value - reach, found.value + reach), rel=1e-12)


def weighted(rows: int, seed: int) -> Columns:
    return numbers(rows, seed) | {"weight": np.random.default_rng(seed + 1).random(rows)}


def several(rows: int, seed: int) -> Columns:
    dice = np.random.default_rng(seed)
    target = dice.normal(size=(rows, 3)) * [1, 10, 1000]
    return {"target": target, "prediction": target + dice.normal(size=(rows, 3)) * [1, 2, 3]}


def pairs_of_classes(rows: int, seed: int) -> Columns:
    columns = two_classes(rows, seed)
    return columns | {"prediction": columns["prediction"] > 0.6}


@pytest.mark.parametrize(
    ("metric", "columns", "method"),
    [
        (RMSE, numbers(2000, seed=3), Method.ROWS),
        (WMAE, weighted(2000, seed=4), Method.ROWS),
        (MCRMSE, several(2000, seed=5), Method.ROWS),
        (F1, pairs_of_classes(2000, seed=6), Method.ROWS),
        (AUC, two_classes(2000, seed=7), Method.ROWS),
        (ACCURACY, labels(2000, seed=8), Method.SHARE),
    ],
    ids=lambda given: given.id if isinstance(given, Metric) else "",
)
def test_the_standard_error_agrees_with_brute_force(metric: Metric, columns: Columns, method: Method) -> None:
    found = of(metric, columns)
    assert found.method is method
    brute = brute_force(lambda places: metric.value(**at(columns, places)), 2000)
    assert found.standard_error == pytest.approx(brute, rel=0.05)  # 2,000 resamples are themselves 1.6 % off


@pytest.mark.parametrize(("rows", "method"), [(800, Method.BOOTSTRAP), (8000, Method.GROUPS)])
def test_without_rows_the_standard_error_comes_from_parts_of_them(rows: int, method: Method) -> None:
    """The median of |x| is 0.6745, where the density of |x| is 0.6357: its standard error is 1 / (2 · 0.6357 · √n)."""
    found = [of(MEDIAN, numbers(rows, seed)) for seed in range(20)]
    assert {one.method for one in found} == {method}
    typical = np.mean([one.standard_error for one in found])
    assert typical == pytest.approx(1 / (2 * 0.6357 * math.sqrt(rows)), rel=0.08)


def delong(target: Booleans, prediction: Floats) -> float:
    """The definition, pair by pair."""
    above = prediction[target][:, None] - prediction[~target][None, :]
    wins = (above > 0) + 0.5 * (above == 0)
    by_positive, by_negative = wins.mean(axis=1), wins.mean(axis=0)
    return math.sqrt(by_positive.var() / len(by_positive) + by_negative.var() / len(by_negative))


def test_the_standard_error_of_the_area_under_the_curve_is_delongs() -> None:
    columns = two_classes(300, seed=9)
    assert of(AUC, columns).standard_error == pytest.approx(delong(**columns) * math.sqrt(300 / 299), rel=1e-9)


@pytest.mark.parametrize(
    ("right", "rows", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_the_published_one(right: int, rows: int, low: float, high: float) -> None:
    """Newcombe (1998), Statistics in Medicine 17, table I."""
    assert wilson(right / rows, rows, 1.959964) == pytest.approx((low, high), abs=5e-5)


def test_all_right_leaves_room_below_and_none_right_leaves_room_above() -> None:
    perfect = of(ACCURACY, labels(20, seed=1, right=1.0))
    assert (perfect.value, perfect.high, perfect.standard_error) == (1.0, 1.0, 0.0)
    assert perfect.low == pytest.approx(1 - 0.1611, abs=5e-5)
    hopeless = of(ACCURACY, labels(20, seed=1, right=0.0))
    assert (hopeless.low, hopeless.high) == pytest.approx((0.0, 0.1611), abs=5e-5)


COVERED: list[tuple[Metric, Callable[[int, int], Columns], int, float]] = [
    (RMSE, numbers, 100, 1.0),
    (AUC, two_classes, 150, stats.norm.cdf(1.2 / math.sqrt(2))),
    (ACCURACY, labels, 60, 0.8),
    (MEDIAN, numbers, 150, 0.67449),
    (MEDIAN, numbers, 2500, 0.67449),
]


@pytest.mark.parametrize(("metric", "draw", "rows", "truth"), COVERED, ids=["rmse", "auc", "share", "boot", "groups"])
def test_about_95_of_100_intervals_hold_the_truth(
    metric: Metric, draw: Callable[[int, int], Columns], rows: int, truth: float
) -> None:
    found = [of(metric, draw(rows, 1000 + seed)) for seed in range(400)]
    held = sum(one.low <= truth <= one.high for one in found) / 400
    assert 0.92 <= held <= 0.98


def test_bounds_stay_within_what_a_score_can_be() -> None:
    close = of(AUC, two_classes(30, seed=1, gap=3.0))
    assert close.high == 1.0 > close.value
    rough = toy(rows=lambda target, prediction: np.abs(target), best=0.0, worst=1e9)
    assert of(rough, numbers(3, seed=1), 0.999).low == 0.0


def test_more_confidence_is_wider() -> None:
    columns = numbers(100, seed=1)
    wide, narrow = of(RMSE, columns, 0.99), of(RMSE, columns, 0.5)
    assert wide.low < narrow.low < narrow.value < narrow.high < wide.high


@pytest.mark.parametrize(("freedom", "within"), [(3, 5e-3), (5, 1e-3), (10, 1e-5), (29, 1e-7)])
def test_students_quantile_is_close_to_scipys(freedom: int, within: float) -> None:
    assert student(0.95, freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=within)


@pytest.mark.parametrize(
    ("metric", "columns"),
    [
        (RMSE, numbers(1, seed=1)),
        (MAX_ERROR, numbers(100, seed=1)),
        (RMSE, numbers(50, seed=1, noise=0.0)),
        (RMSE, {"target": np.full(30, 0.1), "prediction": np.full(30, 0.4)}),
        (RMSE, {"target": np.zeros(3), "prediction": np.array([1e300, 1.0, 2.0])}),
        (toy(rows=lambda target, prediction: prediction), {"target": np.zeros(3), "prediction": np.full(3, 1e200)}),
        (MEDIAN, numbers(9, seed=1)),
        (MEDIAN, {"target": np.zeros(30), "prediction": np.ones(30)}),
        (
            toy(score=lambda target, prediction: 1.0, influence=lambda target, prediction: np.ones(1)),
            numbers(9, seed=1),
        ),
    ],
    ids=[
        "one row",
        "largest error",
        "no error",
        "same error",
        "overflow",
        "squares overflow",
        "few rows",
        "same errors",
        "one query",
    ],
)
def test_where_rows_cannot_tell_there_is_no_interval(metric: Metric, columns: Columns) -> None:
    with np.errstate(over="ignore"):
        assert scored(metric, columns, {}) == (metric.value(**columns), None)


def test_a_perfect_column_does_not_spoil_the_others() -> None:
    columns = several(300, seed=2)
    columns["prediction"][:, 1] = columns["target"][:, 1]
    alone = {name: array[:, [0, 2]] for name, array in columns.items()}
    assert of(MCRMSE, columns).standard_error == pytest.approx(of(MCRMSE, alone).standard_error * 2 / 3, rel=1e-6)


def test_a_score_that_ends_beside_its_means_is_resampled() -> None:
    """The angle of a mean cosine has no value where a step leads beyond 1."""
    columns = {"target": np.zeros(50), "prediction": np.append(np.ones(49), 1 - 1e-9)}
    angle = toy(rows=lambda target, prediction: prediction, finish=lambda means: math.acos(means[0]))
    assert of(angle, columns).method is Method.BOOTSTRAP


def test_what_leaves_the_score_undefined_is_raised_as_by_the_value() -> None:
    def score(target: Floats, prediction: Floats) -> float:
        raise UndefinedError("Never.")

    with pytest.raises(UndefinedError):
        interval(toy(score=score), numbers(50, seed=1), {})


def test_parameters_are_settled_and_those_of_the_reader_are_left_out() -> None:
    columns = two_classes(60, seed=1)
    assert interval(AUC, columns, {"positive": "yes"}) == interval(AUC, columns, {})
    with pytest.raises(ParameterError):
        interval(AUC, columns, {"beta": 1.0})


def test_the_same_file_has_the_same_interval() -> None:
    assert of(MEDIAN, numbers(500, seed=1)) == of(MEDIAN, numbers(500, seed=1))
