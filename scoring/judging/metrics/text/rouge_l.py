import re
from typing import Any

import numpy as np

from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.libraries import library
from scoring.judging.metrics.metric import Direction, Example, HostError, Metric
from scoring.judging.metrics.text.edits import lengths
from scoring.judging.metrics.text.roles import PREDICTED_TEXT, TRUE_TEXT

TOKEN = re.compile(r"[a-z0-9]+")
WORDLESS = "No true text of this part holds a letter from a to z or a digit, so every score would be 0."


def tokens(texts: Objects) -> list[list[str]]:
    """As rouge_score cuts texts into words, without its stemmer."""
    return [TOKEN.findall(text.lower()) for text in texts]


def overlaps(target: Objects, prediction: Objects) -> Floats:
    """F1 of the share of true words kept in order and the share of predicted words that are among those."""
    true, predicted = tokens(target), tokens(prediction)
    if not any(true):
        raise HostError(WORDLESS)
    kept = np.fromiter(map(library("rapidfuzz.distance").LCSseq.similarity, true, predicted), np.float64, len(true))
    return 2.0 * kept / np.maximum(lengths(true) + lengths(predicted), 1.0)  # both without words: 0, as in rouge_score


def no_words(target: Objects, **_: Any) -> str | None:
    return None if any(tokens(target)) else WORDLESS


ROUGE_L = Metric(
    id="rouge_l",
    title="ROUGE-L",
    sentence="How much of the true text's words appear in the predicted text in the same order, and how little else; "
    "capital letters and punctuation do not count.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_TEXT,),
    predictions=(PREDICTED_TEXT,),
    rows=overlaps,
    answers_fault=no_words,
    example=Example(
        answers="id,summary\na,The cat sat on the mat.\nb,Hello world!\nc,yes\n",
        submission="id,summary\na,the cat on a mat\nb,world hello\nc,no\n",
        value=(8 / 11 + 1 / 2) / 3,
        words="a: ‘the cat on mat’ is in both in this order: 4 words of 6 and of 5, so 2 · 4 / (6 + 5) = 8/11. b: "
        "either word, not both: 2 · 1 / (2 + 2) = 1/2. c: 0. (8/11 + 1/2 + 0) / 3 = 0.4091.",
    ),
)
