from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import f1_score, jaccard_score
from sklearn.preprocessing import MultiLabelBinarizer

from scoring.judging.arrays import Objects
from scoring.judging.metrics.lists.f1_micro_list import F1_MICRO_LIST
from scoring.judging.metrics.lists.f1_samples import F1_SAMPLES
from scoring.judging.metrics.lists.jaccard_words import JACCARD_WORDS
from scoring.judging.metrics.metric import Metric

THREE = [F1_SAMPLES, F1_MICRO_LIST, JACCARD_WORDS]
every = pytest.mark.parametrize("metric", THREE, ids=lambda metric: metric.id)
SETS = st.lists(st.sampled_from("abcde"), max_size=6).map(" ".join)
ROWS = st.lists(st.tuples(SETS, SETS), min_size=1, max_size=8)


def cells(metric: Metric, texts: Iterable[str]) -> Objects:
    parse, texts = metric.answers[0].parse, list(texts)
    assert parse is not None
    column = np.empty(len(texts), np.object_)
    for place, text in enumerate(texts):
        column[place] = parse(text)
    return column


def score(metric: Metric, target: Iterable[str], prediction: Iterable[str]) -> float:
    return metric.value(target=cells(metric, target), prediction=cells(metric, prediction))


def by_scikit_learn(metric: Metric, target: Iterable[str], prediction: Iterable[str]) -> float:
    binarizer = MultiLabelBinarizer(classes=list("abcde"))
    true, named = (binarizer.fit_transform([text.split() for text in texts]) for texts in (target, prediction))
    if metric is F1_MICRO_LIST:
        return float(f1_score(true, named, average="micro", zero_division=1))
    reference = f1_score if metric is F1_SAMPLES else jaccard_score
    return float(reference(true, named, average="samples", zero_division=1))


@every
@settings(max_examples=25)  # scikit-learn takes 10 ms for each
@given(rows=ROWS)
def test_all_agree_with_scikit_learn(metric: Metric, rows: list[tuple[str, str]]) -> None:
    target, prediction = zip(*rows, strict=True)
    expected = by_scikit_learn(metric, target, prediction)
    assert score(metric, target, prediction) == pytest.approx(expected, rel=1e-12)


@every
@given(rows=ROWS, data=st.data())
def test_order_and_repeats_change_nothing(metric: Metric, rows: list[tuple[str, str]], data: st.DataObject) -> None:
    other = [(true[::-1], f"{named} {named}") for true, named in data.draw(st.permutations(rows))]
    once = score(metric, *zip(*rows, strict=True))
    assert score(metric, *zip(*other, strict=True)) == pytest.approx(once, rel=1e-12)


@every
@given(rows=ROWS)
def test_the_truth_itself_has_1(metric: Metric, rows: list[tuple[str, str]]) -> None:
    target, prediction = zip(*rows, strict=True)
    assert score(metric, target, target) == 1.0
    assert 0.0 <= score(metric, target, prediction) <= 1.0


@every
def test_two_empty_cells_agree_and_one_does_not(metric: Metric) -> None:
    assert score(metric, [""], [""]) == 1.0
    assert score(metric, [""], ["a"]) == 0.0
    assert score(metric, ["a"], [""]) == 0.0
    assert [role.blank for role in metric.roles] == [True, True]


@every
def test_runs_of_blanks_are_one_separator_and_items_are_text(metric: Metric) -> None:
    assert score(metric, ["7  b"], [" b \t 7 "]) == 1.0
    assert score(metric, ["7"], ["07"]) == 0.0


@pytest.mark.parametrize(("metric", "expected"), [(F1_SAMPLES, 0.0), (F1_MICRO_LIST, 0.0), (JACCARD_WORDS, 1.0)])
def test_capitals_matter_for_items_and_not_for_words(metric: Metric, expected: float) -> None:
    assert score(metric, ["ÉTÉ Sea"], ["été sea"]) == expected


def test_an_item_that_no_true_row_holds_is_wrong_all_the_same() -> None:
    """mle-bench leaves such items out, and would give 1."""
    assert score(F1_MICRO_LIST, ["a", "b"], ["a", "b z"]) == pytest.approx(2 * 2 / (2 + 3))
    assert score(F1_SAMPLES, ["a", "b"], ["a", "b z"]) == pytest.approx((1 + 2 / 3) / 2)


def test_pooling_lets_long_rows_count_more() -> None:
    rows: Any = (["a b c d", "e"], ["a b c d", "f"])
    assert score(F1_SAMPLES, *rows) == 0.5
    assert score(F1_MICRO_LIST, *rows) == 0.8


def test_punctuation_is_part_of_a_word() -> None:
    assert score(JACCARD_WORDS, ["Good day!"], ["good day"]) == pytest.approx(1 / 3)
