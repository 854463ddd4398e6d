import warnings
from typing import Any

import numpy as np
import pytest
import sklearn.metrics as reference
from hypothesis import given
from hypothesis import strategies as st

from scoring.judging.arrays import Codes
from scoring.judging.metrics.labels.accuracy import ACCURACY
from scoring.judging.metrics.labels.balanced_accuracy import BALANCED_ACCURACY
from scoring.judging.metrics.labels.error_rate import ERROR_RATE
from scoring.judging.metrics.labels.f1_macro import F1_MACRO
from scoring.judging.metrics.labels.f1_micro import F1_MICRO
from scoring.judging.metrics.labels.f1_weighted import F1_WEIGHTED
from scoring.judging.metrics.labels.kappa import KAPPA
from scoring.judging.metrics.labels.mcc import MCC
from scoring.judging.metrics.labels.tally import tally
from scoring.judging.metrics.metric import HostError, Metric
from tests.scoring.judging.metrics.influences import measured

EXPECTED = {
    ACCURACY: reference.accuracy_score,
    ERROR_RATE: reference.zero_one_loss,
    BALANCED_ACCURACY: reference.balanced_accuracy_score,
    F1_MACRO: lambda target, prediction: reference.f1_score(target, prediction, average="macro", zero_division=0),
    F1_MICRO: lambda target, prediction: reference.f1_score(target, prediction, average="micro", zero_division=0),
    F1_WEIGHTED: lambda target, prediction: reference.f1_score(target, prediction, average="weighted", zero_division=0),
    MCC: reference.matthews_corrcoef,
    KAPPA: reference.cohen_kappa_score,
}
BY_CLASS = [BALANCED_ACCURACY, F1_MACRO, F1_WEIGHTED, MCC, KAPPA]
every = pytest.mark.parametrize("metric", EXPECTED, ids=lambda metric: metric.id)
by_class = pytest.mark.parametrize("metric", BY_CLASS, ids=lambda metric: metric.id)
PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), min_size=2, max_size=30).filter(
    lambda pairs: len({true for true, _ in pairs}) > 1
)


def codes(*values: int) -> Codes:
    return np.array(values, np.int32)


def columns(pairs: list[tuple[int, int]]) -> dict[str, Any]:
    target, prediction = zip(*pairs, strict=True)
    return {"target": codes(*target), "prediction": codes(*prediction)}


@every
@pytest.mark.parametrize("classes", [2, 3, 7, 300])
@pytest.mark.parametrize("rows", [2, 5, 2000])
def test_all_agree_with_scikit_learn(metric: Metric, classes: int, rows: int) -> None:
    """300 classes have more cells than one table may hold."""
    random = np.random.default_rng([classes, rows])
    target = random.integers(0, classes, rows).astype(np.int32)
    target[:2] = 0, classes - 1  # never one class only
    other = random.integers(0, classes + 2, rows).astype(np.int32)  # two labels that only predictions hold
    prediction = np.where(random.random(rows) < 0.5, target, other)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # classes that are absent here
        expected = EXPECTED[metric](target, prediction)
    assert metric.value(target=target, prediction=prediction) == pytest.approx(expected, rel=1e-10, abs=1e-12)


@every
@given(pairs=PAIRS)
def test_the_truth_itself_is_best(metric: Metric, pairs: list[tuple[int, int]]) -> None:
    target = columns(pairs)["target"]
    assert metric.value(target=target, prediction=target) == metric.best
    assert sorted((metric.worst, metric.best, metric.value(**columns(pairs))))[1] == metric.value(**columns(pairs))


@by_class
@given(pairs=PAIRS, data=st.data())
def test_the_order_of_rows_changes_nothing(metric: Metric, pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    assert metric.value(**columns(data.draw(st.permutations(pairs)))) == metric.value(**columns(pairs))


@by_class
@given(pairs=PAIRS, data=st.data())
def test_what_the_classes_are_called_changes_nothing(
    metric: Metric, pairs: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Also not where codes are far apart, as where a part holds few of very many labels."""
    names = data.draw(st.lists(st.integers(0, 2**31 - 2), min_size=6, max_size=6, unique=True))
    renamed = [(names[true], names[predicted]) for true, predicted in pairs]
    assert metric.value(**columns(renamed)) == metric.value(**columns(pairs))


@by_class
@given(pairs=PAIRS)
def test_each_row_moves_the_score_as_its_influence_says(metric: Metric, pairs: list[tuple[int, int]]) -> None:
    assert metric.influence is not None
    influence = metric.influence(**columns(pairs))
    np.testing.assert_allclose(influence, measured(metric, **columns(pairs)), rtol=1e-3, atol=1e-4)
    assert influence.mean() == pytest.approx(0, abs=1e-12)


@by_class
def test_influences_are_the_same_where_codes_are_far_apart(metric: Metric) -> None:
    assert metric.influence is not None
    near = metric.influence(target=codes(0, 1, 1, 2), prediction=codes(0, 1, 2, 3))
    far = metric.influence(target=codes(5, 70_000, 70_000, 80_000), prediction=codes(5, 70_000, 80_000, 2**31 - 2))
    np.testing.assert_allclose(far, near, rtol=1e-12)


def test_millions_of_labels_need_no_table_of_their_pairs() -> None:
    unlike = np.arange(200_000, dtype=np.int32)
    assert F1_MACRO.value(target=unlike, prediction=unlike[::-1]) == 0.0
    assert len(tally(codes(0, 1), codes(2**31 - 2, 1)).true) == 3


def test_a_class_that_only_predictions_hold_lowers_macro_f1() -> None:
    target, known, unknown = codes(0, 1, 1), codes(0, 1, 0), codes(0, 1, 2)
    assert F1_MACRO.value(target=target, prediction=known) == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert F1_MACRO.value(target=target, prediction=unknown) == pytest.approx((1 + 2 / 3 + 0) / 3)


def test_a_class_that_neither_side_holds_in_this_part_does_not_count() -> None:
    assert F1_MACRO.value(target=codes(0, 4), prediction=codes(0, 4)) == 1.0
    assert BALANCED_ACCURACY.value(target=codes(0, 4, 4), prediction=codes(0, 4, 9)) == 0.75


def test_balanced_accuracy_averages_over_true_classes_only() -> None:
    assert BALANCED_ACCURACY.value(target=codes(0, 0, 0, 1), prediction=codes(0, 0, 2, 2)) == pytest.approx(1 / 3)


def test_weighted_f1_counts_a_class_as_often_as_it_is_true() -> None:
    assert F1_WEIGHTED.value(target=codes(0, 1, 1), prediction=codes(0, 1, 2)) == pytest.approx((1 + 2 * 2 / 3) / 3)


@given(pairs=PAIRS)
def test_micro_f1_is_accuracy_and_the_error_rate_what_is_left(pairs: list[tuple[int, int]]) -> None:
    assert F1_MICRO.value(**columns(pairs)) == ACCURACY.value(**columns(pairs))
    assert ERROR_RATE.value(**columns(pairs)) == pytest.approx(1 - ACCURACY.value(**columns(pairs)), abs=1e-15)


@pytest.mark.parametrize(("target", "prediction"), [((0, 0), (0, 0)), ((0, 0), (0, 1)), ((0, 1), (1, 1)), ((0,), (0,))])
def test_matthews_correlation_is_0_where_one_side_holds_one_class(target: Any, prediction: Any) -> None:
    assert MCC.influence is not None
    assert MCC.value(target=codes(*target), prediction=codes(*prediction)) == 0.0
    assert MCC.influence(target=codes(*target), prediction=codes(*prediction)).tolist() == [0.0] * len(target)


def test_two_classes_the_wrong_way_round_are_worst() -> None:
    swapped = {"target": codes(0, 1, 0, 1), "prediction": codes(1, 0, 1, 0)}
    assert (MCC.value(**swapped), KAPPA.value(**swapped)) == (-1.0, -1.0)


def test_kappa_needs_two_true_classes() -> None:
    """scikit-learn gives NaN for the constant prediction that is right everywhere, and 0 for all others."""
    assert KAPPA.answers_fault is not None
    fault = KAPPA.answers_fault(target=codes(3, 3))
    assert fault == "All rows have the same class, so agreement beyond chance cannot be measured."
    assert KAPPA.answers_fault(target=codes(3, 0)) is None
    with pytest.raises(HostError, match="same class"):
        KAPPA.value(target=codes(3, 3), prediction=codes(3, 3))


def test_kappa_of_a_constant_prediction_is_0() -> None:
    assert KAPPA.value(target=codes(0, 1, 1), prediction=codes(1, 1, 1)) == 0.0


def test_a_published_kappa() -> None:
    """Cohen's 2 × 2 example of grant proposals: 20 and 15 agree, 5 and 10 do not; kappa is 0.4."""
    target = np.repeat(codes(0, 0, 1, 1), [20, 5, 10, 15])
    prediction = np.repeat(codes(0, 1, 0, 1), [20, 5, 10, 15])
    assert KAPPA.value(target=target, prediction=prediction) == pytest.approx(0.4, rel=1e-12)
