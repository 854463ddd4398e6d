"""Edit distances and error rates, against rapidfuzz and jiwer."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.judging.metrics.libraries import library
from scoring.judging.metrics.metric import HostError, Metric
from scoring.judging.metrics.text.catalogue import METRICS
from scoring.judging.metrics.text.cer import CER
from scoring.judging.metrics.text.levenshtein_mean import LEVENSHTEIN_MEAN
from scoring.judging.metrics.text.levenshtein_normalized import LEVENSHTEIN_NORMALIZED
from scoring.judging.metrics.text.sequence_error_rate import SEQUENCE_ERROR_RATE
from scoring.judging.metrics.text.wer import WER
from tests.scoring.judging.metrics.cells import example_score, objects, score

RATES = [WER, CER, SEQUENCE_ERROR_RATE]
EDITS = [LEVENSHTEIN_MEAN, LEVENSHTEIN_NORMALIZED, *RATES]
PAIRS = st.lists(st.tuples(st.text("ab ü", max_size=8), st.text("ab ü", max_size=8)), min_size=1, max_size=8)


def two_columns(pairs: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    return [true for true, _ in pairs], [predicted for _, predicted in pairs]


def sentences(seed: int, rows: int, alphabet: str = "abc  ") -> list[str]:
    dice = random.Random(seed)
    return ["".join(dice.choices(alphabet, k=dice.randrange(25))) for _ in range(rows)]


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_the_example_holds(metric: Metric) -> None:
    assert example_score(metric) == pytest.approx(metric.example.value, rel=1e-12)


def test_distances_are_counted_in_code_points() -> None:
    # An emoji beyond 16 bits is one code point; e with a combining accent is two, where é is one.
    assert score(LEVENSHTEIN_MEAN, ["a😀b", "é"], ["ab", "e\u0301"]) == (1 + 2) / 2


def test_capitals_and_blanks_count_in_the_edit_distance() -> None:
    assert score(LEVENSHTEIN_MEAN, ["A b"], ["a  b"]) == 2


@pytest.mark.parametrize("seed", range(20))
def test_edit_distances_agree_with_rapidfuzz(seed: int) -> None:
    true, predicted = sentences(seed, 30), sentences(seed + 100, 30)
    levenshtein = library("rapidfuzz.distance").Levenshtein
    pairs = list(zip(true, predicted, strict=True))
    assert score(LEVENSHTEIN_MEAN, true, predicted) == pytest.approx(
        np.mean([levenshtein.distance(*pair) for pair in pairs]), rel=1e-12
    )
    assert score(LEVENSHTEIN_NORMALIZED, true, predicted) == pytest.approx(
        np.mean([levenshtein.normalized_distance(*pair) for pair in pairs]), rel=1e-12
    )


def test_two_blank_texts_are_right_and_one_is_all_wrong() -> None:
    assert score(LEVENSHTEIN_NORMALIZED, ["", "", "ab"], ["", "x", ""]) == 2 / 3


@pytest.mark.parametrize("seed", range(20))
def test_error_rates_agree_with_jiwer(seed: int) -> None:
    jiwer = library("jiwer")
    rows = 1 + seed * 2
    true, predicted = ["a a", *sentences(seed, rows)], ["b", *sentences(seed + 100, rows)]
    assert score(WER, true, predicted) == pytest.approx(jiwer.wer(true, predicted), rel=1e-12)
    assert score(CER, true, predicted) == pytest.approx(jiwer.cer(true, predicted), rel=1e-12)


def test_a_lone_tab_parts_two_words_where_jiwer_sees_one() -> None:
    assert score(WER, ["one\ttwo"], ["one two"]) == 0
    assert library("jiwer").wer("one\ttwo", "one two") == 2  # both words against ‘one⇥two’


def test_rates_are_of_totals_and_not_the_mean_of_rows() -> None:
    assert score(WER, ["a", "b c d"], ["x", "b c d"]) == 1 / 4
    assert score(CER, ["a", "bcd"], ["x", "bcd"]) == 1 / 4


@pytest.mark.parametrize("metric", RATES, ids=lambda metric: metric.id)
def test_a_rate_may_exceed_one(metric: Metric) -> None:
    assert score(metric, ["a"], ["b c d"]) > 1


@pytest.mark.parametrize("metric", RATES, ids=lambda metric: metric.id)
def test_nothing_predicted_is_all_wrong(metric: Metric) -> None:
    assert score(metric, ["a b", "", "c"], ["", " ", ""]) == 1


@pytest.mark.parametrize("metric", RATES, ids=lambda metric: metric.id)
def test_a_blank_truth_costs_what_is_written_for_it(metric: Metric) -> None:
    assert score(metric, ["", "a"], ["b", "a"]) == 1


@pytest.mark.parametrize("metric", RATES, ids=lambda metric: metric.id)
def test_answers_without_any_word_are_the_hosts_fault(metric: Metric) -> None:
    assert metric.answers_fault is not None
    assert metric.answers_fault(target=objects(["", " a"])) is None
    assert metric.answers_fault(target=objects(["", " \t"])) == (
        "The true texts of this part are all blank: there is no length to measure errors against."
    )
    with pytest.raises(HostError, match="all blank"):
        score(metric, ["", " "], ["a", ""])


def test_items_of_a_sequence_are_texts() -> None:
    assert score(SEQUENCE_ERROR_RATE, ["7 10"], ["07  10"]) == 1 / 2


@settings(deadline=None, max_examples=50)
@given(PAIRS)
def test_the_truth_itself_has_no_errors(pairs: list[tuple[str, str]]) -> None:
    true, _ = two_columns(pairs)
    for metric in EDITS:
        assert score(metric, ["a", *true], ["a", *true]) == 0


@settings(deadline=None, max_examples=50)
@given(PAIRS, st.randoms(use_true_random=False))
def test_row_order_changes_no_error(pairs: list[tuple[str, str]], dice: random.Random) -> None:
    mixed = dice.sample(pairs, len(pairs))
    for metric in EDITS:
        before = score(metric, *two_columns([("a", "a"), *pairs]))
        assert score(metric, *two_columns([*mixed, ("a", "a")])) == pytest.approx(before, rel=1e-12)


@settings(deadline=None, max_examples=50)
@given(PAIRS)
def test_a_corrected_row_never_makes_it_worse(pairs: list[tuple[str, str]]) -> None:
    true, predicted = two_columns([*pairs, ("a", "b")])
    for metric in EDITS:
        assert score(metric, true, [true[0], *predicted[1:]]) <= score(metric, true, predicted) + 1e-12


@settings(deadline=None, max_examples=50)
@given(PAIRS)
def test_the_normalized_distance_lies_between_its_bounds(pairs: list[tuple[str, str]]) -> None:
    assert 0 <= score(LEVENSHTEIN_NORMALIZED, *two_columns(pairs)) <= 1


def test_the_longest_cells_are_compared() -> None:
    true, predicted = "a " * 65_536, "b " * 32_768 + "a " * 32_768
    assert score(LEVENSHTEIN_MEAN, [true], [predicted]) == 32_768
    assert score(WER, [true], [predicted]) == 1 / 2
