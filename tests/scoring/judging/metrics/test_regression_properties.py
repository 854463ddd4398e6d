"""What holds for every metric of the family."""

import csv
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.judging.arrays import Array, Arrays, Floats
from scoring.judging.metrics.metric import Direction, HostError, Kind, Metric, Role
from scoring.judging.metrics.regression.catalogue import METRICS

BY_ID = {metric.id: metric for metric in METRICS}
BY_ERROR = ["rmse", "mse", "mae", "medae", "max_error", "rmsle", "mape", "smape", "r2", "pinball", "wmae", "mcrmse"]
MANY = 40
every = pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)


def cells(role: Role, rows: list[list[str]]) -> Array:
    numbers = np.array(rows, dtype=float)
    if role.kind is Kind.BINARY:
        numbers = np.equal(numbers, 1)
    return numbers if role.many else numbers.ravel()


def read(text: str, roles: tuple[Role, ...]) -> dict[str, Array]:
    """Columns stand in the order of the roles, behind the id; one role that takes many takes the rest."""
    _, *rows = csv.reader(text.splitlines())
    width = len(rows[0]) - len(roles) if any(role.many for role in roles) else 1
    starts = range(1, len(rows[0]))
    return {
        role.name: cells(role, [row[start : start + 1 + width * role.many] for row in rows])
        for role, start in zip(roles, starts, strict=False)
    }


def drawn(role: Role, size: int, dice: np.random.Generator) -> Array:
    if role.kind is Kind.BINARY:
        return dice.random(size) < 0.7
    shape = (size, 3) if role.many else (size,)
    numbers = np.round(dice.normal(scale=4.0, size=shape), 1)
    low, high = max(role.low, role.above), role.high
    numbers = np.clip(numbers, low, high)
    return np.where(numbers == role.above, np.finfo(float).tiny, numbers)


def whole(metric: Metric, size: int, seed: int) -> dict[str, Array]:
    dice = np.random.default_rng(seed)
    columns = {role.name: drawn(role, size, dice) for role in metric.roles}
    if metric.id == "mape":
        columns["target"] = np.where(columns["target"] == 0, 1.0, columns["target"])
    return columns


def answers(metric: Metric, columns: Arrays) -> dict[str, Array]:
    return {role.name: columns[role.name] for role in metric.answers}


def is_fault(metric: Metric, columns: Arrays, parameters: dict[str, Any]) -> bool:
    asked = metric.answers_fault
    return asked is not None and asked(**answers(metric, columns), **parameters) is not None


def perfect(metric: Metric, columns: Arrays) -> dict[str, Array]:
    if metric.id == "concordance_index":
        return {"prediction": -(columns["time"] + np.where(columns["event"], 0.0, 0.01))}
    if metric.id == "crps_gaussian":
        return {"mu": columns["target"], "sigma": np.full(len(columns["target"]), 5e-324)}
    if metric.id == "crps_cdf":
        return {"prediction": (np.arange(3) >= columns["target"][:, np.newaxis]).astype(float)}
    same = {role.name: columns[role.same_as] for role in metric.predictions if role.same_as}
    if metric.id == "poisson_deviance":
        return {"prediction": np.maximum(columns["target"], 5e-324)}
    return {"confidence": np.zeros(len(columns["target"])), **same} if metric.id == "laplace_ll" else same


def test_the_catalogue_has_all_of_the_family_under_their_own_names() -> None:
    assert len(BY_ID) == len(METRICS) == 24


@every
def test_the_example_has_the_value_that_it_says(metric: Metric) -> None:
    example = metric.example
    columns = read(example.answers, metric.answers) | read(example.submission, metric.predictions)
    assert all(len(column) == 3 for column in columns.values())
    parameters = plain(metric) | dict(example.parameters or {})
    assert metric.value(**columns, **parameters) == pytest.approx(example.value, rel=1e-12)
    assert not is_fault(metric, columns, parameters)


@every
@settings(max_examples=MANY)
@given(size=st.integers(1, 30), seed=st.integers(0, 10**6))
def test_perfect_predictions_have_the_best_score_and_no_others_have_a_better_one(
    metric: Metric, size: int, seed: int
) -> None:
    columns, parameters = whole(metric, size, seed), plain(metric)
    if is_fault(metric, columns, parameters):
        return
    best = metric.value(**columns | perfect(metric, columns), **parameters)
    assert best == pytest.approx(metric.best, rel=1e-12, abs=1e-12)
    other = metric.value(**columns, **parameters)
    assert min(metric.best, metric.worst) - 1e-12 <= other <= max(metric.best, metric.worst) + 1e-12


@every
@settings(max_examples=MANY)
@given(size=st.integers(1, 30), seed=st.integers(0, 10**6))
def test_the_order_of_the_rows_changes_nothing(metric: Metric, size: int, seed: int) -> None:
    columns, parameters = whole(metric, size, seed), plain(metric)
    if is_fault(metric, columns, parameters):
        return
    if metric.id == "gini_normalized":  # equal predictions stay in the order of the answers
        columns["prediction"] = np.random.default_rng(seed).permutation(size) * 1.0
    order = np.random.default_rng(seed + 1).permutation(size)
    turned = metric.value(**{name: column[order] for name, column in columns.items()}, **parameters)
    assert turned == pytest.approx(metric.value(**columns, **parameters), rel=1e-9, abs=1e-12)


@every
@settings(max_examples=MANY)
@given(size=st.integers(1, 6), seed=st.integers(0, 10**6), power=st.integers(-330, 308), other=st.integers(-330, 308))
def test_whatever_finite_numbers_come_the_score_is_a_number_unless_the_answers_are_at_fault(
    metric: Metric, size: int, seed: int, power: int, other: int
) -> None:
    units = {True: 10.0**power, False: 10.0**other}
    columns = whole(metric, size, seed)
    for role in metric.roles:
        if role.kind is Kind.NUMBER:
            edge = np.finfo(float).max
            scaled = columns[role.name].clip(-1.0, 1.0) * units[role in metric.answers]
            scaled = np.clip(scaled, max(role.low, -edge), min(role.high, edge))
            columns[role.name] = np.where(scaled <= role.above, 5e-324, scaled)
    parameters = plain(metric)
    if is_fault(metric, columns, parameters):
        with pytest.raises(HostError):
            metric.value(**columns, **parameters)
    else:
        with np.errstate(over="ignore"):  # a mean may be infinite, which no verdict lets pass
            assert not math.isnan(metric.value(**columns, **parameters))


@pytest.mark.parametrize("name", BY_ERROR)
@settings(max_examples=MANY)
@given(size=st.integers(1, 30), seed=st.integers(0, 10**6), step=st.floats(0.0, 1.0))
def test_a_step_towards_the_truth_never_makes_the_score_worse(name: str, size: int, seed: int, step: float) -> None:
    metric = BY_ID[name]
    columns, parameters = whole(metric, size, seed), plain(metric)
    if is_fault(metric, columns, parameters):
        return
    target, prediction = columns["target"], columns["prediction"]
    nearer: Floats = prediction + step * (target - prediction)
    sign = 1 if metric.direction is Direction.HIGHER else -1
    before, after = (
        metric.value(**columns, **parameters),
        metric.value(**columns | {"prediction": nearer}, **parameters),
    )
    assert sign * after >= sign * before - 1e-9 * abs(before) - 1e-12


@every
def test_the_bounds_go_with_the_direction(metric: Metric) -> None:
    assert metric.is_better(metric.best, metric.worst)


def plain(metric: Metric) -> dict[str, Any]:
    """The parameters that the functions take, at their defaults."""
    return {knob.name: knob.default for knob in metric.parameters}
