"""Labels of every form, and columns of classes."""

from typing import Any

import numpy as np
import pytest

from scoring.judging.answers import Key, read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.problems import Category
from scoring.judging.verdict import judge
from tests.scoring.judging.cases import stream
from tests.scoring.judging.refusals import messages, refusal_of, told


def key(metric: str, *cells: str, columns: Any = None, **parameters: Any) -> Key:
    text = "id,y\n" + "".join(f"{row},{cell}\n" for row, cell in enumerate(cells))
    return read_answers(stream(text), METRICS[metric], parameters, columns)


def scored(key: Key, *cells: str) -> float | None:
    return judge(key, stream("id,y\n" + "".join(f"{row},{cell}\n" for row, cell in enumerate(cells)))).public


@pytest.mark.parametrize(
    ("truth", "prediction", "value"),
    [
        (("1", "2", "10"), ("1.0", "2e0", "+10"), 1.0),
        (("True", "FALSE"), ("true", "False"), 1.0),
        (("01", "2"), ("1", "2"), 0.5),
        (("None", "NA"), ("None", "na"), 0.5),
        (("cat", "Cat"), ("cat", "cat"), 0.5),
        (("1", "x"), ("1.0", "x"), 0.5),
        (("0.5", "-1"), (".5", "-1.00"), 1.0),
    ],
)
def test_labels_compare_by_the_form_of_the_true_ones(truth: Any, prediction: Any, value: float) -> None:
    assert scored(key("accuracy", *truth), *prediction) == value


@pytest.mark.parametrize(
    ("truth", "positive", "expected"),
    [
        (("0", "1", "1"), None, [False, True, True]),
        (("0.0", "1.0", "1"), "0", [True, False, False]),
        (("false", "TRUE", "true"), None, [False, True, True]),
        (("false", "TRUE", "true"), "False", [True, False, False]),
        (("ham", "spam", "spam"), "spam", [False, True, True]),
        (("ham", "spam", "spam"), " ham ", [True, False, False]),
        (("1", "2", "2"), "2.0", [False, True, True]),
        (("-1", "1", "1"), "1", [False, True, True]),
        (("00", "01", "01"), "01", [False, True, True]),
        (("1", "1", "1"), None, [True, True, True]),
        (("0", "0", "0"), None, [False, False, False]),
        (("true", "true", "true"), None, [True, True, True]),
    ],
)
def test_of_two_classes_one_is_positive(truth: Any, positive: str | None, expected: list[bool]) -> None:
    assert key("brier", *truth, positive=positive).truth["target"].tolist() == expected


@pytest.mark.parametrize(
    ("truth", "positive"),
    [(("ham", "spam"), None), (("1", "2"), None), (("-1", "1"), None), (("ham", "spam"), "Spam"), (("0", "1"), "yes")],
)
def test_where_nobody_says_which_class_is_positive_the_instructor_is_asked(truth: Any, positive: str | None) -> None:
    refusal = refusal_of(lambda: key("auc", *truth, positive=positive))
    assert (refusal.category, refusal.message) == (
        Category.HOST_ERROR,
        "Which of the two labels is the positive one?",
    )


def test_more_or_fewer_than_two_classes_are_refused() -> None:
    assert messages(lambda: key("auc", "a", "b", "c")) == [
        "The column holds 3 different labels; this metric needs two."
    ]
    assert messages(lambda: key("auc", "a")) == ["The column holds 1 different label; this metric needs two."]


def test_predicted_classes_are_one_of_the_two() -> None:
    spam = key("f1", "ham", "spam", "spam", positive="spam")
    assert scored(spam, "ham", "spam", "ham") == pytest.approx(2 / 3)
    assert told(lambda: scored(spam, "ham", "eggs", "spam")) == [(Category.INVALID_LABEL, 3, "y", "1")]


def test_columns_are_named_for_the_classes_of_one_column() -> None:
    assert key("multi_logloss", "dog", "cat", "bird").expected.header == ("id", "bird", "cat", "dog")
    assert key("multi_logloss", "2", "10", "2.0").expected.header == ("id", "2", "10")


def test_listed_columns_may_be_more_than_the_classes_that_occur_and_in_any_order() -> None:
    found = key("multi_logloss", "2", "1.0", "2", columns={"prediction": ["3", "2", "1"]})
    assert found.expected.header == ("id", "3", "2", "1")
    assert found.truth["target"].tolist() == [1, 2, 1]


def test_a_class_without_a_listed_column_is_refused() -> None:
    refusal = refusal_of(lambda: key("multi_logloss", "cat", "zebra", columns={"prediction": ["cat", "dog"]}))
    assert (refusal.category, refusal.problems[0].column) == (Category.INVALID_LABEL, "y")
    assert "zebra" not in str(refusal.as_plain())


def one_hot(*rows: str, columns: Any = None, metric: str = "multi_logloss") -> Key:
    text = "id,cat,dog,owl\n" + "".join(f"{row},{cells}\n" for row, cells in enumerate(rows))
    return read_answers(stream(text), METRICS[metric], columns=columns)


def test_one_column_for_each_class_says_the_same_as_one_column() -> None:
    found = one_hot("0,1,0", "1,0,0", "0,1,0")
    assert found.truth["target"].tolist() == [1, 0, 1]
    assert found.truth["target"].dtype == np.int32
    assert found.expected.header == ("id", "cat", "dog", "owl")


def test_the_prediction_columns_of_such_answers_may_have_names_of_their_own() -> None:
    assert one_hot("0,1,0", columns={"prediction": ["c", "d", "o"]}).expected.header == ("id", "c", "d", "o")


@pytest.mark.parametrize("wrong", ["0,0,0", "1,1,0"])
def test_a_row_without_exactly_one_class_is_refused_with_its_line(wrong: str) -> None:
    refusal = refusal_of(lambda: one_hot("0,1,0", wrong, wrong))
    assert (refusal.category, refusal.problems[0].row) == (Category.INVALID_FORMAT, 3)
    assert refusal.message == "The row does not have exactly one 1 among its class columns; so it is with 2 in all."


@pytest.mark.parametrize("metric", ["multi_logloss", "mc_logloss"])
def test_several_columns_of_two_classes_hold_zeros_and_ones(metric: str) -> None:
    found = told(lambda: one_hot("0,1,0", "0,2,1", metric=metric))
    assert found == [(Category.INVALID_LABEL, None, "dog", None)]


def test_several_columns_of_truth_are_matched_with_predictions_by_name() -> None:
    found = one_hot("0,1,1", "1,0,0", metric="mc_auc", columns={"target": ["cat", "dog"]})
    assert judge(found, stream("dog,id,cat\n0.9,0,0.1\n0.2,1,0.3\n")).public == 1.0
    assert judge(found, stream("id,cat,dog\n0,0.9,0.1\n1,0.3,0.2\n")).public == 0.0
