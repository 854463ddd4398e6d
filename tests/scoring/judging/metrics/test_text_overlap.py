"""BLEU and ROUGE-L, against sacrebleu and rouge_score."""

import importlib
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.judging.metrics.libraries import library
from scoring.judging.metrics.metric import HostError, Metric
from scoring.judging.metrics.text.bleu import BLEU, corpus_score, counts
from scoring.judging.metrics.text.rouge_l import ROUGE_L
from tests.scoring.judging.metrics.cells import objects, score

WORDS = ["a", "b", "the", "cat", "C.", "3.5", "x,y", "don't", "Ünder", "&amp;", "—"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), min_size=1, max_size=6)
FOUR = "one two three four"


def texts(seed: int, rows: int, longest: int = 12) -> list[str]:
    dice = random.Random(seed)
    return [" ".join(dice.choices(WORDS, k=dice.randrange(longest))) for _ in range(rows)]


@pytest.mark.parametrize("seed", range(30))
def test_bleu_agrees_with_sacrebleu(seed: int) -> None:
    rows = 1 + seed
    true, predicted = [FOUR, *texts(seed, rows)], ["one two", *texts(seed + 100, rows, 4 + seed)]
    expected = library("sacrebleu").corpus_bleu(predicted, [true], tokenize="13a", smooth_method="exp").score
    assert score(BLEU, true, predicted) == pytest.approx(expected, rel=1e-12)


def test_bleu_is_of_the_corpus_and_not_the_mean_of_rows() -> None:
    true = [FOUR, "five six seven eight"]
    assert score(BLEU, true, [FOUR, "x"]) == pytest.approx(100 * (4 / 5) ** 0.25 * np.exp(1 - 8 / 5))


def test_bleu_smooths_what_is_never_found() -> None:
    # Words 4/4, pairs 2/3 (one two, three four); no three and no four: 1/(2·2) and 1/(4·1).
    value = 100 * (1 * 2 / 3 * 1 / 4 * 1 / 4) ** 0.25
    assert score(BLEU, [FOUR], ["three four one two"]) == pytest.approx(value, rel=1e-12)


def test_bleu_of_nothing_is_zero() -> None:
    assert score(BLEU, [FOUR], [""]) == 0
    assert score(BLEU, [FOUR], ["x y z"]) == 0


def test_bleu_of_predictions_without_four_words_in_a_row_is_zero() -> None:
    assert score(BLEU, [FOUR], ["one two three"]) == 0


def test_bleu_needs_a_true_text_of_four_words() -> None:
    assert BLEU.answers_fault is not None
    assert BLEU.answers_fault(target=objects([FOUR, ""])) is None
    fault = BLEU.answers_fault(target=objects(["one two three", "", "<skipped> four"]))
    assert fault == (
        "Every true text of this part has fewer than four words, where BLEU is not meaningful: use wer or cer."
    )
    with pytest.raises(HostError, match="fewer than four words"):
        score(BLEU, ["one two three"], [FOUR])


def test_an_absent_sacrebleu_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(HostError, match="pip install sacrebleu"):
        score(BLEU, [FOUR], [FOUR])
    assert BLEU.answers_fault is not None
    assert "needs the package sacrebleu" in str(BLEU.answers_fault(target=objects([FOUR])))


def test_sacrebleu_keeps_no_text() -> None:
    tokenizers = [
        library("sacrebleu.tokenizers.tokenizer_13a").Tokenizer13a,
        library("sacrebleu.tokenizers.tokenizer_re").TokenizerRegexp,
    ]
    score(BLEU, [FOUR], [FOUR])
    assert [tokenizer.__call__.cache_info().currsize for tokenizer in tokenizers] == [0, 0]


@pytest.mark.parametrize(
    "predicted",
    [
        ["one two three", "five six seven nine ten", "a b"],  # too short as a whole
        ["one two three four five six", "five six seven eight nine", "a c b d"],  # long enough
        ["one two three", "five six eight seven", "a b"],  # no run of four: smoothed
    ],
    ids=["short", "long", "smoothed"],
)
def test_bleu_moves_with_a_row_as_its_influence_says(predicted: list[str]) -> None:
    columns = {
        "target": objects([FOUR, "five six seven eight nine", "a b c"]),
        "prediction": objects(predicted),
    }
    rows, copies = counts(**columns), 100_000
    whole = rows.sum(axis=0) * copies
    moved = np.array([(corpus_score(whole + row) / corpus_score(whole) - 1) * copies * len(rows) for row in rows])
    assert BLEU.influence is not None
    influence = BLEU.influence(**columns)
    assert influence / BLEU.value(**columns) == pytest.approx(moved - moved.mean(), rel=1e-3, abs=1e-3)
    assert influence.mean() == pytest.approx(0, abs=1e-9)


def test_a_worthless_bleu_moves_with_no_row() -> None:
    assert BLEU.influence is not None
    for predicted in ("", "x"):
        assert BLEU.influence(target=objects([FOUR]), prediction=objects([predicted])).tolist() == [0]


@pytest.mark.parametrize("seed", range(20))
def test_rouge_l_agrees_with_rouge_score(seed: int) -> None:
    scorer = library("rouge_score.rouge_scorer").RougeScorer(["rougeL"], use_stemmer=False)
    true, predicted = ["The cat", *texts(seed, 20)], ["cat", *texts(seed + 100, 20)]
    pairs = zip(true, predicted, strict=True)
    expected = np.mean([scorer.score(*pair)["rougeL"].fmeasure for pair in pairs])
    assert score(ROUGE_L, true, predicted) == pytest.approx(expected, rel=1e-12)


def test_rouge_l_ignores_capitals_and_punctuation() -> None:
    assert score(ROUGE_L, ["The cat, sat!"], ["the CAT sat"]) == 1


def test_rouge_l_counts_a_row_without_words_as_zero() -> None:
    assert score(ROUGE_L, ["a", "!", "b"], ["a", "!", ""]) == 1 / 3


def test_rouge_l_needs_letters_or_digits_in_the_truth() -> None:
    assert ROUGE_L.answers_fault is not None
    assert ROUGE_L.answers_fault(target=objects(["—", "a"])) is None
    assert ROUGE_L.answers_fault(target=objects(["—", "你好"])) == (
        "No true text of this part holds a letter from a to z or a digit, so every score would be 0."
    )
    with pytest.raises(HostError, match="letter from a to z"):
        score(ROUGE_L, ["你好"], ["a"])


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_the_truth_itself_is_best(true: list[str]) -> None:
    assert score(BLEU, [FOUR, *true], [FOUR, *true]) == BLEU.best
    worded = [text + " a" for text in true]
    assert score(ROUGE_L, worded, worded) == ROUGE_L.best


@settings(deadline=None, max_examples=50)
@given(TEXTS, st.randoms(use_true_random=False))
def test_row_order_changes_nothing(true: list[str], dice: random.Random) -> None:
    rows = [(FOUR, "three four"), *((text, " ".join(dice.sample(text.split(), len(text.split())))) for text in true)]
    mixed = dice.sample(rows, len(rows))
    for metric in (BLEU, ROUGE_L):
        scores = [score(metric, *([*side] for side in zip(*order, strict=True))) for order in (rows, mixed)]
        assert scores[0] == pytest.approx(scores[1], rel=1e-12)


@pytest.mark.parametrize("metric", [BLEU, ROUGE_L], ids=lambda metric: metric.id)
def test_scores_lie_between_the_bounds(metric: Metric) -> None:
    for seed in range(20):
        value = score(metric, [FOUR, *texts(seed, 5)], ["x", *texts(seed + 50, 5)])
        assert metric.worst <= value <= metric.best
