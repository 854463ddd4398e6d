import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from scoring.judging.metrics.labels.kappa_linear import KAPPA_LINEAR
from scoring.judging.metrics.labels.qwk import QWK
from scoring.judging.metrics.metric import HostError, Kind, Metric
from tests.scoring.judging.metrics.influences import measured

BOTH = pytest.mark.parametrize("metric", [QWK, KAPPA_LINEAR], ids=lambda metric: metric.id)
WEIGHTS = {QWK: "quadratic", KAPPA_LINEAR: "linear"}
RATINGS = st.integers(-3, 4)
PAIRS = st.lists(st.tuples(RATINGS, RATINGS), min_size=2, max_size=30).filter(
    lambda pairs: len({true for true, _ in pairs}) > 1
)


def ratings(target: Any, prediction: Any) -> dict[str, Any]:
    return {"target": np.array(target, np.float64), "prediction": np.array(prediction, np.float64)}


def columns(pairs: list[tuple[int, int]]) -> dict[str, Any]:
    return ratings(*zip(*pairs, strict=True))


def by_all_pairs(metric: Metric, target: Any, prediction: Any) -> float:
    """The definition, with every pair written out."""
    power = 2 if metric is QWK else 1
    observed = np.mean(np.abs(target - prediction) ** power)
    return float(1 - observed / np.mean(np.abs(target[:, None] - prediction[None, :]) ** power))


@BOTH
@pytest.mark.parametrize("rows", [3, 20, 3000])
@pytest.mark.parametrize(("low", "high"), [(0, 4), (1, 6), (-3, 100)])
def test_both_agree_with_scikit_learn_where_it_knows_all_ratings(
    metric: Metric, rows: int, low: int, high: int
) -> None:
    random = np.random.default_rng([rows, high])
    target = random.integers(low, high + 1, rows)
    target[:2] = low, high
    prediction = np.where(random.random(rows) < 0.3, target, random.integers(low, high + 1, rows))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # ratings that are absent here
        expected = cohen_kappa_score(target, prediction, weights=WEIGHTS[metric], labels=np.arange(low, high + 1))
    assert metric.value(**ratings(target, prediction)) == pytest.approx(expected, rel=1e-10, abs=1e-12)


@pytest.mark.parametrize(
    ("target", "prediction", "expected"),
    [([1, 2, 3], [1, 2, 3], 1.0), ([1, 2, 1], [1, 2, 2], 0.4), ([1, 2, 3, 1, 2, 2, 3], [1, 2, 3, 1, 2, 3, 2], 0.75)],
)
def test_the_values_published_with_ben_hamners_metrics(target: Any, prediction: Any, expected: float) -> None:
    assert QWK.value(**ratings(target, prediction)) == pytest.approx(expected, rel=1e-12)


@BOTH
def test_a_rating_weighs_by_its_value_and_not_by_its_place_among_those_used(metric: Metric) -> None:
    """scikit-learn takes the ratings that occur as 0, 1, 2 unless it is told all of them."""
    target, prediction = np.array([1, 1, 2, 5, 5, 2]), np.array([1, 2, 2, 5, 2, 5])
    by_place = cohen_kappa_score(target, prediction, weights=WEIGHTS[metric])
    by_value = cohen_kappa_score(target, prediction, weights=WEIGHTS[metric], labels=range(1, 6))
    ours = metric.value(**ratings(target, prediction))
    assert ours == pytest.approx(by_value, rel=1e-12)
    assert abs(ours - by_place) > 0.01


@BOTH
@given(pairs=PAIRS)
def test_both_follow_their_definition(metric: Metric, pairs: list[tuple[int, int]]) -> None:
    score = metric.value(**columns(pairs))
    assert score == pytest.approx(by_all_pairs(metric, **columns(pairs)), rel=1e-12, abs=1e-12)
    assert metric.worst <= score <= metric.best


@BOTH
@given(pairs=PAIRS, data=st.data())
def test_the_order_of_rows_changes_not_even_the_last_digit(
    metric: Metric, pairs: list[tuple[int, int]], data: st.DataObject
) -> None:
    assert metric.value(**columns(data.draw(st.permutations(pairs)))) == metric.value(**columns(pairs))


@BOTH
@given(pairs=PAIRS, zero=st.integers(-(10**15), 10**15))
def test_neither_the_zero_nor_the_sign_of_the_scale_matters(
    metric: Metric, pairs: list[tuple[int, int]], zero: int
) -> None:
    expected = metric.value(**columns(pairs))
    moved = [(zero - true, zero - predicted) for true, predicted in pairs]
    assert metric.value(**columns(moved)) == pytest.approx(expected, rel=1e-12, abs=1e-12)


@BOTH
@pytest.mark.parametrize("unit", [1e3, 1e15, 1e160, 1e300])
def test_ratings_may_be_as_large_as_numbers_go(metric: Metric, unit: float) -> None:
    plain = ratings([1, 2, 3, 5, 5, -5], [1, 3, 3, 4, -5, 5])
    large = {name: column * unit for name, column in plain.items()}
    assert metric.value(**large) == pytest.approx(metric.value(**plain), rel=1e-12)


@BOTH
def test_one_wild_prediction_is_worth_next_to_nothing_but_a_number(metric: Metric) -> None:
    assert metric.value(**ratings([0, 1, 2], [0, 1, 1.7e308])) == pytest.approx(0, abs=1e-12)
    assert metric.value(**ratings([-1.7e308, 1.7e308, 0], [-1.7e308, 1.7e308, 0])) == 1.0


@BOTH
@given(target=st.lists(st.integers(-(2**60), 2**60), min_size=2, unique=True))
def test_the_truth_itself_is_best(metric: Metric, target: list[int]) -> None:
    if len(set(map(float, target))) > 1:
        assert metric.value(**ratings(target, target)) == 1.0


@BOTH
def test_two_ratings_the_wrong_way_round_are_worst(metric: Metric) -> None:
    assert metric.value(**ratings([1, 5, 1, 5], [5, 1, 5, 1])) == -1.0


@BOTH
def test_a_constant_prediction_has_0(metric: Metric) -> None:
    assert metric.value(**ratings([1, 2, 3], [2, 2, 2])) == 0.0


@BOTH
def test_a_larger_miss_costs_more(metric: Metric) -> None:
    scores = [metric.value(**ratings([0, 1, 2, 3, 4], [0, 1, 2, 3, last])) for last in (4, 3, 2, 1, 0)]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 5


@BOTH
def test_one_true_rating_is_the_fault_of_the_answers(metric: Metric) -> None:
    """scikit-learn gives NaN for the constant prediction that is right everywhere, and 0 for all others."""
    assert metric.answers_fault is not None
    fault = metric.answers_fault(target=np.full(4, 3.0))
    assert fault == "All rows have the same rating, so agreement beyond chance cannot be measured."
    assert metric.answers_fault(target=np.array([3.0, 4.0])) is None
    with pytest.raises(HostError, match="same rating"):
        metric.value(**ratings([3], [3]))


@BOTH
@given(pairs=PAIRS)
def test_each_row_moves_the_score_as_its_influence_says(metric: Metric, pairs: list[tuple[int, int]]) -> None:
    assert metric.influence is not None
    influence = metric.influence(**columns(pairs))
    np.testing.assert_allclose(influence, measured(metric, **columns(pairs)), rtol=1e-3, atol=1e-4)
    far = metric.influence(**columns([(true + 10**9, predicted + 10**9) for true, predicted in pairs]))
    np.testing.assert_allclose(far, influence, atol=1e-9)


@BOTH
def test_only_whole_numbers_are_ratings(metric: Metric) -> None:
    assert [role.kind for role in metric.roles] == [Kind.RATING, Kind.RATING]
