import math
from typing import Any

import numpy as np

from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.libraries import library
from scoring.judging.metrics.metric import Direction, Example, HostError, Metric
from scoring.judging.metrics.text.roles import PREDICTED_TEXT, TRUE_TEXT

ORDERS = 4
SHORT = "Every true text of this part has fewer than four words, where BLEU is not meaningful: use wer or cer."


def counts(target: Objects, prediction: Objects) -> Floats:
    """For each row: words predicted, true words, runs of 1 to 4 words found in the truth, runs predicted."""
    # `effective_order` changes no count; it only keeps sacrebleu from warning about scores of single texts.
    bleu = library("sacrebleu").BLEU(tokenize="13a", effective_order=True)
    try:
        scores = [bleu.sentence_score(predicted, [true]) for true, predicted in zip(target, prediction, strict=True)]
    finally:
        forget()
    rows = np.array([[score.sys_len, score.ref_len, *score.counts, *score.totals] for score in scores], np.float64)
    # With no run of four words in the truth, a prediction without one scores 0 even where it is right, and a longer one
    # more: log 0 against the smoothed log.
    if rows[:, 1].max() < ORDERS:
        raise HostError(SHORT)
    return rows


def forget() -> None:
    """sacrebleu keeps each text that it has cut into words, the answers too, up to 65,536 of any length."""
    for module, tokenizer in (("tokenizer_13a", "Tokenizer13a"), ("tokenizer_re", "TokenizerRegexp")):
        getattr(library(f"sacrebleu.tokenizers.{module}"), tokenizer).__call__.cache_clear()


def corpus_score(sums: Floats) -> float:
    whole = [int(number) for number in sums]
    score = library("sacrebleu").BLEU.compute_bleu(
        sys_len=whole[0], ref_len=whole[1], correct=whole[2:6], total=whole[6:], smooth_method="exp"
    )
    return min(float(score.score), 100.0)  # the right texts score 100.00000000000004


def bleu(target: Objects, prediction: Objects) -> float:
    return corpus_score(counts(target, prediction).sum(axis=0))


def influence(target: Objects, prediction: Objects) -> Floats:
    """BLEU = 100 · exp(min(0, 1 − r/s) + ¼ Σ ln(cₙ/tₙ)): what a row's part of the lengths s, r and of the counts c, t
    moves. Smoothing puts a constant for cₙ = 0."""
    rows = counts(target, prediction)
    means = rows.mean(axis=0)
    relative = rows / np.where(means > 0, means, 1.0)
    moved = np.where(means > 0, relative - 1.0, 0.0)
    gradient: Floats = (moved[:, 2:6] - moved[:, 6:]).sum(axis=1) / ORDERS
    if 0 < means[0] < means[1]:
        gradient += means[1] / means[0] * (moved[:, 0] - moved[:, 1])
    return corpus_score(rows.sum(axis=0)) * gradient


def too_short(target: Objects, **_: Any) -> str | None:
    try:
        counts(target, target)
    except HostError as error:  # also where sacrebleu is absent: the instructor should learn it before any student
        return str(error)
    return None


BLEU = Metric(
    id="bleu",
    title="BLEU",
    sentence="How many runs of one to four words of the predicted texts stand in the true texts, from 0 to 100; texts "
    "that are too short lose points.",
    direction=Direction.HIGHER,
    best=100.0,
    worst=0.0,
    answers=(TRUE_TEXT,),
    predictions=(PREDICTED_TEXT,),
    score=bleu,
    influence=influence,
    answers_fault=too_short,
    example=Example(
        answers="id,english\na,the cat sat on the mat\nb,we went home\nc,it rains\n",
        submission="id,english\na,the cat sat on the mat\nb,we went home\nc,snow\n",
        value=100 * math.exp(-0.1) * 0.9**0.25,
        words="9 of 10 predicted words stand in the truth, and so do all 7 pairs, 5 threes and 3 fours of words: "
        "(0.9 · 1 · 1 · 1)^(1/4) = 0.9740. There are 10 words where 11 were true: exp(1 − 11/10) = 0.9048. "
        "100 · 0.9740 · 0.9048 = 88.13.",
    ),
)
