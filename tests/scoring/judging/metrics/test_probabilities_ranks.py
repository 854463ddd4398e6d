"""Mean areas over classes and columns, and label-ranking average precision, against scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sklearn.metrics import label_ranking_average_precision_score, roc_auc_score

from scoring.judging.arrays import Array, Booleans, Codes, Floats
from scoring.judging.metrics.metric import HostError, Metric
from scoring.judging.metrics.probabilities.auc_ovr_macro import AUC_OVR_MACRO
from scoring.judging.metrics.probabilities.lwlrap import LWLRAP
from scoring.judging.metrics.probabilities.mc_auc import MC_AUC


def classes(rows: int, count: int, digits: int = 17) -> tuple[Codes, Floats]:
    dice = np.random.default_rng(rows)
    target = dice.permutation(np.arange(rows) % count).astype(np.int32)
    scores = dice.normal(size=(rows, count)) + np.eye(count)[target]
    return target, scores.round(digits)


def labels(rows: int, count: int, digits: int = 17) -> tuple[Booleans, Floats]:
    dice = np.random.default_rng(rows)
    target = dice.random((rows, count)) < 0.3
    target[:2] = [[True], [False]]
    return target, (dice.normal(size=(rows, count)) + target).round(digits)


def mean_area(target: Array, prediction: Floats, weights: Floats | None = None) -> float:
    return float(roc_auc_score(target, prediction, average="macro", sample_weight=weights))


@pytest.mark.parametrize("digits", [1, 17])
@pytest.mark.parametrize(("rows", "count"), [(3, 3), (60, 4), (2000, 10)])
def test_the_area_of_each_class_against_the_rest_equals_that_of_scikit_learn(
    rows: int, count: int, digits: int
) -> None:
    target, scores = classes(rows, count, digits)
    prediction = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    expected = roc_auc_score(target, prediction, multi_class="ovr", average="macro")
    assert AUC_OVR_MACRO.value(target=target, prediction=prediction) == pytest.approx(expected, rel=1e-9)
    any_scores = mean_area(np.eye(count)[target], scores)
    assert AUC_OVR_MACRO.value(target=target, prediction=scores) == pytest.approx(any_scores, rel=1e-9)


@pytest.mark.parametrize("target", [[0, 1, 1], [0, 2, 2], [1, 2, 1], [0, 0, 0]])
def test_a_class_without_rows_is_an_error_of_the_answers(target: list[int]) -> None:
    with pytest.raises(HostError, match="A class has no row"):
        AUC_OVR_MACRO.value(target=np.array(target, dtype=np.int32), prediction=np.zeros((3, 3)))


def test_a_class_without_rows_is_named_when_answers_are_checked() -> None:
    assert AUC_OVR_MACRO.answers_fault is not None
    assert AUC_OVR_MACRO.answers_fault(target=np.array([0, 1, 2], dtype=np.int32), classes=3) is None
    for target in ([0, 2, 2], [1, 2, 1], [0, 0, 0], [0, 1, 1]):
        fault = AUC_OVR_MACRO.answers_fault(target=np.array(target, dtype=np.int32), classes=3)
        assert "A class has no row" in str(fault)


@pytest.mark.parametrize("digits", [1, 17])
def test_the_mean_area_over_columns_equals_that_of_scikit_learn(digits: int) -> None:
    target, prediction = labels(500, 6, digits)
    value = MC_AUC.value(target=target, prediction=prediction, skip_undefined=False)
    assert value == pytest.approx(mean_area(target, prediction), rel=1e-9)


def test_columns_of_one_class_are_an_error_unless_they_are_skipped() -> None:
    target, prediction = labels(100, 4)
    expected = mean_area(target[:, 1:3], prediction[:, 1:3])
    target[:, 0], target[:, 3] = True, False
    assert MC_AUC.answers_fault is not None
    assert "Set skip_undefined" in str(MC_AUC.answers_fault(target=target, skip_undefined=False))
    assert MC_AUC.answers_fault(target=target, skip_undefined=True) is None
    with pytest.raises(HostError, match="Set skip_undefined"):
        MC_AUC.value(target=target, prediction=prediction, skip_undefined=False)
    value = MC_AUC.value(target=target, prediction=prediction, skip_undefined=True)
    assert value == pytest.approx(expected, rel=1e-9)


def test_columns_of_one_class_alone_are_an_error_even_if_skipped() -> None:
    target = np.array([[True, False], [True, False]])
    assert MC_AUC.answers_fault is not None
    assert "nothing to compare" in str(MC_AUC.answers_fault(target=target, skip_undefined=True))
    with pytest.raises(HostError, match="nothing to compare"):
        MC_AUC.value(target=target, prediction=np.zeros((2, 2)), skip_undefined=True)


def test_undefined_columns_are_not_skipped_unless_that_is_set() -> None:
    assert MC_AUC.settle({}) == {"skip_undefined": False}


@pytest.mark.parametrize("metric", [AUC_OVR_MACRO, MC_AUC], ids=lambda metric: metric.id)
def test_influence_tells_how_the_score_moves_with_the_weight_of_a_row(metric: Metric) -> None:
    target, prediction = classes(30, 3, 1) if metric is AUC_OVR_MACRO else labels(30, 3, 1)
    table = np.eye(3)[target] if metric is AUC_OVR_MACRO else target

    def weighted(row: int, step: float) -> float:
        weights = np.ones(30)
        weights[row] += step
        return mean_area(table, prediction, weights)

    assert metric.influence is not None
    slopes = [30 * (weighted(row, 1e-4) - weighted(row, -1e-4)) / 2e-4 for row in range(30)]
    parameters = {"skip_undefined": False} if metric is MC_AUC else {}
    assert metric.influence(target=target, prediction=prediction, **parameters) == pytest.approx(slopes, abs=1e-6)


def lrap(target: Booleans, prediction: Floats) -> float:
    """Weighted by its number of labels, which makes every label count the same."""
    return float(label_ranking_average_precision_score(target, prediction, sample_weight=target.sum(axis=1)))


@pytest.mark.parametrize("digits", [0, 1, 17])
@pytest.mark.parametrize(("rows", "count"), [(2, 2), (30, 3), (500, 20)])
def test_label_ranking_equals_that_of_scikit_learn(rows: int, count: int, digits: int) -> None:
    target, prediction = labels(rows, count, digits)
    value = LWLRAP.value(target=target, prediction=prediction)
    assert value == pytest.approx(lrap(target, prediction), rel=1e-9)


@settings(deadline=None)
@given(some.lists(some.tuples(*[some.booleans()] * 3, *[some.integers(-2, 2)] * 3), max_size=12))
def test_ties_count_against_and_rows_without_labels_do_not_count(rows: list[tuple[int, ...]]) -> None:
    table = np.array([(1, 0, 0, 0, 0, 0), *rows])
    target, prediction = table[:, :3].astype(np.bool_), table[:, 3:].astype(np.float64)
    summed = 0.0
    for true, scores in zip(target, prediction, strict=True):
        above = scores[:, None] <= scores
        summed += float(((above & true).sum(axis=1) / above.sum(axis=1))[true].sum())
    value = LWLRAP.value(target=target, prediction=prediction)
    assert value == pytest.approx(summed / target.sum(), rel=1e-12)
    kept = target.any(axis=1)
    assert LWLRAP.value(target=target[kept], prediction=prediction[kept]) == pytest.approx(value, rel=1e-12)


def test_long_files_score_as_their_parts_do() -> None:
    target, prediction = labels(1000, 5, 1)
    long = LWLRAP.value(target=np.tile(target, (300, 1)), prediction=np.tile(prediction, (300, 1)))
    assert long == pytest.approx(LWLRAP.value(target=target, prediction=prediction), rel=1e-9)


def test_answers_without_any_label_are_an_error() -> None:
    target = np.zeros((3, 2), dtype=np.bool_)
    assert LWLRAP.answers_fault is not None
    assert "No row" in str(LWLRAP.answers_fault(target=target))
    assert LWLRAP.answers_fault(target=~target) is None
    with pytest.raises(HostError, match="No row"):
        LWLRAP.value(target=target, prediction=np.zeros((3, 2)))


@pytest.mark.parametrize(
    ("metric", "target", "prediction", "parameters"),
    [
        (AUC_OVR_MACRO, [0, 1, 2], [[0.6, 0.3, 0.1], [0.2, 0.2, 0.6], [0.1, 0.5, 0.4]], {}),
        (MC_AUC, [[1, 0], [0, 1], [1, 1]], [[0.9, 0.3], [0.4, 0.2], [0.4, 0.8]], {"skip_undefined": False}),
        (LWLRAP, [[1, 1, 0], [0, 0, 1], [0, 0, 0]], [[0.9, 0.2, 0.5], [0.1, 0.4, 0.4], [0.3, 0.2, 0.1]], {}),
    ],
)
def test_examples_are_right(
    metric: Metric, target: list[int], prediction: list[list[float]], parameters: dict[str, bool]
) -> None:
    truth = np.array(target, dtype=np.int32 if metric is AUC_OVR_MACRO else np.bool_)
    value = metric.value(target=truth, prediction=np.array(prediction), **parameters)
    assert value == pytest.approx(metric.example.value, rel=1e-12)


@pytest.mark.parametrize("metric", [AUC_OVR_MACRO, MC_AUC, LWLRAP], ids=lambda metric: metric.id)
def test_row_order_changes_nothing_and_truth_is_best(metric: Metric) -> None:
    target, prediction = classes(40, 4, 1) if metric is AUC_OVR_MACRO else labels(40, 4, 1)
    perfect = np.eye(4)[target] if metric is AUC_OVR_MACRO else target.astype(np.float64)
    order = np.random.default_rng(1).permutation(40)
    parameters = {"skip_undefined": False} if metric is MC_AUC else {}
    value = metric.value(target=target, prediction=prediction, **parameters)
    shuffled = metric.value(target=target[order], prediction=prediction[order], **parameters)
    assert shuffled == pytest.approx(value, rel=1e-12)
    assert metric.worst < value < metric.best
    assert metric.value(target=target, prediction=perfect, **parameters) == metric.best
    assert metric.value(target=target, prediction=-perfect, **parameters) < value
