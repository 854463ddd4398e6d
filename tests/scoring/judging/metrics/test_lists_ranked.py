import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.judging.arrays import Objects
from scoring.judging.metrics.lists.items import items
from scoring.judging.metrics.lists.map_at_k import MAP_AT_K
from scoring.judging.metrics.lists.mrr_at_k import MRR_AT_K
from scoring.judging.metrics.lists.ndcg_at_k import NDCG_AT_K
from scoring.judging.metrics.lists.recall_at_k import RECALL_AT_K
from scoring.judging.metrics.lists.top_k_accuracy import TOP_K_ACCURACY
from scoring.judging.metrics.metric import FormatError, HostError, Metric
from scoring.judging.metrics.parameters import ParameterError

MANY = [MAP_AT_K, MRR_AT_K, NDCG_AT_K, RECALL_AT_K]
of_many = pytest.mark.parametrize("metric", MANY, ids=lambda metric: metric.id)
every = pytest.mark.parametrize("metric", [*MANY, TOP_K_ACCURACY], ids=lambda metric: metric.id)
ITEMS = st.lists(st.sampled_from("abcdefgh"), max_size=8).map(tuple)
ROWS = st.lists(st.tuples(ITEMS.filter(bool), ITEMS), min_size=1, max_size=8)


def cells(texts: Iterable[str | tuple[str, ...]]) -> Objects:
    lists = [items(text) if isinstance(text, str) else text for text in texts]
    column = np.empty(len(lists), np.object_)
    for place, found in enumerate(lists):
        column[place] = found
    return column


def score(metric: Metric, target: Any, prediction: Any, k: int) -> float:
    return metric.value(target=cells(target), prediction=cells(prediction), k=k)


def numbered(*lists: Iterable[int]) -> list[str]:
    return [" ".join(map(str, numbers)) for numbers in lists]


@pytest.mark.parametrize(
    ("target", "prediction", "k", "expected"),
    [
        ([range(1, 6)], [[6, 4, 7, 1, 2]], 2, 0.25),
        ([range(1, 6)], [[1, 1, 1, 1, 1]], 5, 0.2),
        ([range(1, 100)], [[*range(1, 21), *range(200, 600)]], 20, 1.0),
        ([range(1, 5)], [range(1, 5)], 3, 1.0),
        ([[1, 3, 4], [1, 2, 4], [1, 3]], [range(1, 6)] * 3, 3, 0.685185185185185),
        ([range(1, 6)] * 2, [[6, 4, 7, 1, 2], [1, 1, 1, 1, 1]], 5, 0.26),
        ([[1, 3], [1, 2, 3], [1, 2, 3]], [range(1, 6), [1, 1, 1], [1, 2, 1]], 3, 11 / 18),
    ],
)
def test_the_values_published_with_ben_hamners_metrics(target: Any, prediction: Any, k: int, expected: float) -> None:
    assert score(MAP_AT_K, numbered(*target), numbered(*prediction), k) == pytest.approx(expected, rel=1e-12)


def by_definition(metric: Metric, truth: tuple[str, ...], ranked: tuple[str, ...], k: int) -> float:
    """Written from the other side: rank by rank, over all ranks."""
    hits = [ranked[i] in truth and ranked[i] not in ranked[:i] for i in range(min(k, len(ranked)))]
    relevant = len(set(truth))
    if metric is MAP_AT_K:
        return sum(sum(hits[: i + 1]) / (i + 1) for i, hit in enumerate(hits) if hit) / min(relevant, k)
    if metric is MRR_AT_K:
        return max((hit / (i + 1) for i, hit in enumerate(hits)), default=0.0)
    if metric is NDCG_AT_K:
        worth = [math.log(2) / math.log(i + 2) for i in range(k)]
        return sum(w for w, hit in zip(worth, hits, strict=False) if hit) / sum(worth[:relevant])
    return sum(hits) / relevant


@of_many
@given(rows=ROWS, k=st.integers(1, 10))
def test_all_follow_their_definitions(metric: Metric, rows: list[tuple[Any, Any]], k: int) -> None:
    target, prediction = zip(*rows, strict=True)
    expected = np.mean([by_definition(metric, *row, k) for row in rows])
    value = score(metric, target, prediction, k)
    assert value == pytest.approx(expected, rel=1e-12)
    assert 0.0 <= value <= 1.0


@of_many
@given(rows=ROWS, k=st.integers(8, 10))
def test_the_truth_itself_has_1(metric: Metric, rows: list[tuple[Any, Any]], k: int) -> None:
    target = [tuple(dict.fromkeys(truth)) for truth, _ in rows]
    assert score(metric, target, target, k) == 1.0


@of_many
@given(rows=ROWS, k=st.integers(1, 10), data=st.data())
def test_neither_the_order_of_rows_nor_that_of_true_items_matters(
    metric: Metric, rows: list[tuple[Any, Any]], k: int, data: st.DataObject
) -> None:
    other = [(truth[::-1] + truth[:1], ranked) for truth, ranked in data.draw(st.permutations(rows))]
    once, again = (
        score(metric, [truth for truth, _ in pairs], [ranked for _, ranked in pairs], k) for pairs in (rows, other)
    )
    assert again == pytest.approx(once, rel=1e-12)


@every
@given(ranked=st.permutations("abcwxyz"), place=st.integers(0, 5), k=st.integers(1, 7))
def test_a_right_item_that_changes_places_with_a_wrong_one_before_it_never_costs(
    metric: Metric, ranked: list[str], place: int, k: int
) -> None:
    truth = "a" if metric is TOP_K_ACCURACY else "a b c"
    wrong_first = sorted(ranked[place : place + 2], key=truth.count)
    orders = [(*ranked[:place], *pair, *ranked[place + 2 :]) for pair in (wrong_first, wrong_first[::-1])]
    before, after = (score(metric, [truth], [order], k) for order in orders)
    assert before <= after + 1e-15


@every
def test_a_repeated_item_keeps_its_rank_and_counts_once(metric: Metric) -> None:
    once, twice = score(metric, ["b"], ["a x b"], 3), score(metric, ["b"], ["a a b b"], 3)
    assert 0 < once == twice
    assert score(metric, ["b"], ["a a a b"], 3) == 0.0


@every
def test_items_are_text(metric: Metric) -> None:
    assert score(metric, ["7"], ["07 7.0 +7"], 5) == 0.0
    assert score(metric, ["nan"], [""], 5) == 0.0
    assert score(metric, ["A"], ["a"], 5) == 0.0


@every
def test_runs_of_blanks_are_one_separator(metric: Metric) -> None:
    assert score(metric, [" b "], ["  a \t  b "], 2) == score(metric, ["b"], ["a b"], 2) > 0


@every
def test_an_empty_list_finds_nothing(metric: Metric) -> None:
    assert score(metric, ["a", "b"], ["a", ""], 5) == 0.5
    prediction = metric.predictions[0]
    assert prediction.blank
    assert prediction.parse is not None
    assert prediction.parse("") == ()


@every
def test_only_the_first_k_items_count(metric: Metric) -> None:
    assert score(metric, ["a"], ["x y a"], 2) == 0.0
    assert score(metric, ["a"], ["x y a"], 3) > 0.0


@every
def test_k_is_a_whole_number_from_1(metric: Metric) -> None:
    assert metric.settle({})["k"] in {5, 10}
    for wrong in (0, 2.5, "3"):
        with pytest.raises(ParameterError, match="k must be"):
            metric.settle({"k": wrong})


@of_many
def test_a_row_without_true_items_is_the_fault_of_the_answers(metric: Metric) -> None:
    assert metric.answers_fault is not None
    fault = metric.answers_fault(target=cells(["a", "", "b c"]), k=5)
    assert fault == "1 of the 3 rows have no true item. Each row needs one or more."
    assert metric.answers_fault(target=cells(["a", "b c"]), k=5) is None
    with pytest.raises(HostError, match="no true item"):
        score(metric, ["a", ""], ["a", "a"], 5)


def test_map_divides_by_what_k_places_can_hold() -> None:
    """trec_eval's map_cut divides by all true items, and would give 2 / 4."""
    assert score(MAP_AT_K, ["a b c d"], ["a b"], 2) == 1.0
    assert score(RECALL_AT_K, ["a b c d"], ["a b"], 2) == 0.5


def test_ndcg_of_second_and_third_of_two() -> None:
    worth = [1.0, 1 / math.log2(3), 0.5]
    expected = (worth[1] + worth[2]) / (worth[0] + worth[1])
    assert score(NDCG_AT_K, ["a b"], ["x b a"], 10) == pytest.approx(expected, rel=1e-12)


def test_reciprocal_ranks_stop_at_the_first_hit() -> None:
    assert score(MRR_AT_K, ["a b", "c"], ["x a b", "y z"], 10) == 0.25


@given(rows=st.lists(st.tuples(st.sampled_from("abc"), ITEMS), min_size=1), k=st.integers(1, 8))
def test_top_k_accuracy_is_recall_of_one_item(rows: list[tuple[str, Any]], k: int) -> None:
    target, prediction = zip(*rows, strict=True)
    assert score(TOP_K_ACCURACY, target, prediction, k) == score(RECALL_AT_K, target, prediction, k)


def test_top_k_accuracy_has_one_true_item_a_row() -> None:
    parse = TOP_K_ACCURACY.answers[0].parse
    assert parse is not None
    assert parse(" robin ") == ("robin",)
    with pytest.raises(FormatError, match="exactly one item"):
        parse("robin wren")
