import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from scoring.judging.metrics.lists.ndcg_group import NDCG_GROUP, RELEVANCE

ROWS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(-2, 2)), min_size=1, max_size=25
)  # many ties


def columns(rows: Any) -> dict[str, Any]:
    group, target, prediction = zip(*rows, strict=True)
    return {
        "group": np.array(group, np.int32),
        "target": np.array(target, np.float64),
        "prediction": np.array(prediction, np.float64),
    }


def by_scikit_learn(rows: list[tuple[int, int, int]]) -> float:
    values = []
    for query in {group for group, _, _ in rows}:
        relevance, prediction = zip(*(row[1:] for row in rows if row[0] == query), strict=True)
        alone = len(relevance) == 1  # which scikit-learn refuses
        values.append(float(relevance[0] > 0) if alone else ndcg_score([relevance], [prediction]))
    return float(np.mean(values))


@given(rows=ROWS)
def test_it_agrees_with_scikit_learn_ties_included(rows: list[tuple[int, int, int]]) -> None:
    score = NDCG_GROUP.value(**columns(rows))
    assert score == pytest.approx(by_scikit_learn(rows), rel=1e-12)
    assert 0.0 <= score <= 1.0


def test_many_queries_agree_with_scikit_learn() -> None:
    random = np.random.default_rng(1)
    group, target = random.integers(0, 60, 1000), random.exponential(size=1000)
    rows = list(zip(group.tolist(), target.tolist(), random.normal(size=1000).tolist(), strict=True))
    assert NDCG_GROUP.value(**columns(rows)) == pytest.approx(by_scikit_learn(rows), rel=1e-12)


@given(rows=ROWS, data=st.data())
def test_neither_the_order_of_rows_nor_the_codes_of_queries_matter(
    rows: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    other = [(2**31 - 1 - 1000 * group, *rest) for group, *rest in data.draw(st.permutations(rows))]
    assert NDCG_GROUP.value(**columns(other)) == pytest.approx(NDCG_GROUP.value(**columns(rows)), rel=1e-12)


@given(rows=ROWS)
def test_the_truth_itself_has_1_where_something_is_relevant(rows: list[tuple[int, int, int]]) -> None:
    perfect = [(group, relevance + 1, relevance) for group, relevance, _ in rows]
    assert NDCG_GROUP.value(**columns(perfect)) == 1.0


def test_only_the_order_within_a_query_matters() -> None:
    rows = [(0, 2, -5.0), (0, 1, -7.0), (1, 1, 1e300), (1, 3, 1.1e300)]
    assert NDCG_GROUP.value(**columns(rows)) == 1.0


def test_equal_scores_share_the_weights_of_their_ranks() -> None:
    shared = (1 + 1 / math.log2(3)) / 2
    expected = 3 * shared / (3 + 0 / math.log2(3))
    assert NDCG_GROUP.value(**columns([(0, 3, 1), (0, 0, 1)])) == pytest.approx(expected, rel=1e-12)


def test_a_query_without_relevant_rows_has_0_and_one_of_one_row_its_own_value() -> None:
    assert NDCG_GROUP.value(**columns([(0, 0, 1), (0, 0, 2)])) == 0.0
    assert NDCG_GROUP.value(**columns([(0, 0, 1), (0, 0, 2), (1, 2, 1)])) == 0.5
    assert NDCG_GROUP.value(**columns([(7, 5, -1)])) == 1.0
    assert NDCG_GROUP.value(**columns([(7, 0, -1)])) == 0.0


def test_relevance_may_be_as_large_or_small_as_numbers_go() -> None:
    plain = [(0, 3, 1), (0, 2, 3), (0, 1, 2)]
    expected = NDCG_GROUP.value(**columns(plain))
    for unit in (5e-324, 1e-300, 5e307):
        scaled = [(group, relevance * unit, score) for group, relevance, score in plain]
        assert NDCG_GROUP.value(**columns(scaled)) == pytest.approx(expected, rel=1e-12)


def test_relevance_is_never_negative() -> None:
    assert RELEVANCE.low == 0.0


def test_the_interval_rests_on_queries_and_not_on_rows() -> None:
    assert NDCG_GROUP.influence is not None
    rows = [(3, 2, 1), (3, 1, 2), (9, 0, 1), (3, 0, 0), (12, 1, 1)]
    by_query = NDCG_GROUP.influence(**columns(rows))
    assert len(by_query) == 3
    assert by_query[1:].tolist() == [0.0, 1.0]
    assert by_query.mean() == NDCG_GROUP.value(**columns(rows))
