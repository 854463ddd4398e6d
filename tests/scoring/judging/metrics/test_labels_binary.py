from typing import Any

import numpy as np
import pytest
import sklearn.metrics
from hypothesis import given
from hypothesis import strategies as st

from scoring.judging.arrays import Booleans
from scoring.judging.metrics.labels.fbeta import F1, FBETA, PRECISION, RECALL
from scoring.judging.metrics.metric import Metric
from scoring.judging.metrics.parameters import ParameterError
from scoring.judging.metrics.roles import PREDICTED_BINARY, TRUE_BINARY

FOUR = {
    "precision": (PRECISION, sklearn.metrics.precision_score, {}),
    "recall": (RECALL, sklearn.metrics.recall_score, {}),
    "f1": (F1, sklearn.metrics.f1_score, {}),
    "fbeta": (FBETA, sklearn.metrics.fbeta_score, {"beta": 0.7}),
}
METRICS = [pytest.param(metric, parameters, id=name) for name, (metric, _, parameters) in FOUR.items()]
BOOLEANS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40)


def binary(*values: int) -> Booleans:
    return np.array(values, bool)


@pytest.mark.parametrize(("metric", "reference", "parameters"), FOUR.values(), ids=FOUR)
@pytest.mark.parametrize("rows", [1, 2, 7, 500])
def test_the_four_agree_with_scikit_learn(metric: Metric, reference: Any, parameters: Any, rows: int) -> None:
    random = np.random.default_rng(rows)
    for share in (0.1, 0.5, 0.9):
        target, prediction = random.random(rows) < share, random.random(rows) < 0.5
        expected = reference(target, prediction, zero_division=0, **parameters)
        assert metric.value(target=target, prediction=prediction, **parameters) == pytest.approx(expected, rel=1e-12)


def test_three_of_four_named_and_three_of_five_found() -> None:
    columns = {"target": binary(1, 1, 1, 1, 1, 0, 0), "prediction": binary(1, 1, 1, 0, 0, 1, 0)}
    assert PRECISION.value(**columns) == 3 / 4
    assert RECALL.value(**columns) == 3 / 5
    assert F1.value(**columns) == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))
    assert FBETA.value(**columns, beta=2.0) == pytest.approx(5 * 3 / (5 * 3 + 4 * 2 + 1))


@pytest.mark.parametrize(("metric", "parameters"), METRICS)
@pytest.mark.parametrize(("target", "prediction"), [((0, 0), (0, 0)), ((0, 0), (1, 0)), ((1, 1), (0, 0))])
def test_nothing_of_nothing_is_0(metric: Metric, parameters: Any, target: Any, prediction: Any) -> None:
    columns = {"target": binary(*target), "prediction": binary(*prediction), **parameters}
    assert metric.value(**columns) == 0.0
    assert metric.finish(metric.means(**columns)) == 0.0


@pytest.mark.parametrize(("metric", "parameters"), METRICS)
@given(pairs=BOOLEANS)
def test_the_rows_lead_to_the_score(metric: Metric, parameters: Any, pairs: list[tuple[bool, bool]]) -> None:
    columns = {"target": binary(*(pair[0] for pair in pairs)), "prediction": binary(*(pair[1] for pair in pairs))}
    score = metric.value(**columns, **parameters)
    assert metric.finish(metric.means(**columns, **parameters)) == pytest.approx(score, rel=1e-12)
    assert metric.worst <= score <= metric.best


@pytest.mark.parametrize(("metric", "parameters"), METRICS)
@given(pairs=BOOLEANS, data=st.data())
def test_the_order_of_rows_changes_not_even_the_last_digit(
    metric: Metric, parameters: Any, pairs: list[tuple[bool, bool]], data: st.DataObject
) -> None:
    def scored(rows: list[tuple[bool, bool]]) -> float:
        target, prediction = zip(*rows, strict=True)
        return metric.value(target=binary(*target), prediction=binary(*prediction), **parameters)

    assert scored(data.draw(st.permutations(pairs))) == scored(pairs)


@pytest.mark.parametrize(("metric", "parameters"), METRICS)
@given(target=st.lists(st.booleans(), min_size=1).filter(any))
def test_the_truth_itself_has_1(metric: Metric, parameters: Any, target: list[bool]) -> None:
    assert metric.value(target=binary(*target), prediction=binary(*target), **parameters) == 1.0


@given(pairs=BOOLEANS)
def test_beta_moves_from_precision_to_recall(pairs: list[tuple[bool, bool]]) -> None:
    columns = {"target": binary(*(pair[0] for pair in pairs)), "prediction": binary(*(pair[1] for pair in pairs))}
    assert FBETA.value(**columns, beta=0.0) == PRECISION.value(**columns)
    assert FBETA.value(**columns, beta=1.0) == F1.value(**columns)
    assert FBETA.value(**columns, beta=1000.0) == pytest.approx(RECALL.value(**columns), abs=1e-4)


def test_an_instructor_sets_beta_and_which_label_is_positive() -> None:
    assert [knob.name for knob in F1.knobs] == ["positive"]
    assert FBETA.settle({"beta": 1}) == {"positive": None, "beta": 1.0}
    assert FBETA.settle({})["beta"] == 2.0
    with pytest.raises(ParameterError, match="at least 0"):
        FBETA.settle({"beta": -1.0})
    assert all((m.answers, m.predictions) == ((TRUE_BINARY,), (PREDICTED_BINARY,)) for m, _, _ in FOUR.values())
