from dataclasses import replace

import numpy as np
import pytest

from scoring.judging.arrays import Array, Integers
from scoring.judging.intervals.resampling import bootstrap_error, group_error, resampled
from scoring.judging.intervals.spread import Method
from scoring.judging.metrics.metric import HostError, Kind, Metric, UndefinedError
from scoring.judging.metrics.regression.rmse import RMSE

NUMBERS = np.random.default_rng(1).normal(size=5000)


class Mean:
    """The mean of some rows, and how many rows each time. Without a score where the rows lack one that is needed."""

    def __init__(self, needs: Array | None = None, least: int = 1) -> None:
        self.needs, self.least, self.sizes = needs, least, list[int]()

    def __call__(self, places: Integers) -> float:
        self.sizes.append(len(places))
        assert (np.diff(places) >= 0).all()  # where equal predictions keep the order of the answers, that order counts
        if self.needs is not None and np.isin(places, self.needs).sum() < self.least:
            raise HostError("One class only.")
        return float(NUMBERS[places].mean())


def of_texts() -> Metric:
    return replace(RMSE, predictions=(replace(RMSE.predictions[0], kind=Kind.TEXT),))


@pytest.mark.parametrize(
    ("metric", "rows", "resamples"), [(RMSE, 50, 100), (RMSE, 2000, 50), (of_texts(), 400, 50), (of_texts(), 2000, 20)]
)
def test_the_bootstrap_draws_fewer_samples_where_they_cost_more(metric: Metric, rows: int, resamples: int) -> None:
    mean = Mean()
    error = resampled(metric, mean, rows)
    assert mean.sizes == [rows] * resamples
    assert error is not None
    assert (error.method, error.freedom) == (Method.BOOTSTRAP, min(rows, resamples) - 1)
    assert error.size == pytest.approx(1 / np.sqrt(rows), rel=0.4)


def test_groups_hold_every_row_once() -> None:
    mean = Mean()
    error = resampled(RMSE, mean, 4321)
    assert len(mean.sizes) == 43
    assert sum(mean.sizes) == 4321
    assert error is not None
    assert (error.method, error.freedom) == (Method.GROUPS, 42)
    assert error.size == pytest.approx(1 / np.sqrt(4321), rel=0.3)


def test_groups_are_larger_where_a_small_one_has_no_score() -> None:
    rare = np.arange(0, 5000, 25)  # four in a hundred rows
    error = group_error(Mean(needs=rare), 5000)
    assert error is not None
    assert error.freedom == 24


def test_where_even_large_groups_have_no_score_there_is_no_error() -> None:
    mean = Mean(needs=np.array([17]))
    assert group_error(mean, 5000) is None
    assert len(mean.sizes) == 50 + 25 + 12


def test_few_resamples_without_a_score_are_left_out_and_many_leave_no_error() -> None:
    few = bootstrap_error(Mean(needs=np.arange(4)), 100, budget=10_000)  # e⁻⁴ = 2 % lack all four
    assert few is not None
    assert 90 <= few.freedom + 1 < 100
    assert bootstrap_error(Mean(needs=np.arange(1)), 100, budget=10_000) is None  # 37 % lack the one


def test_an_infinite_score_of_a_part_is_no_score() -> None:
    assert bootstrap_error(lambda places: float("inf"), 100, budget=10_000) is None


def test_an_undefined_score_of_a_part_is_no_score() -> None:
    def never(places: Integers) -> float:
        raise UndefinedError("Never.")

    assert group_error(never, 5000) is None
