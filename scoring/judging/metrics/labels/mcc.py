import math

import numpy as np

from scoring.judging.arrays import Codes, Floats
from scoring.judging.metrics.labels.tally import Tally, tally
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_LABEL, TRUE_LABEL


def correlation(counts: Tally) -> float:
    """Gorodkin's R_K, in whole numbers up to the root; 0 where one side holds one class only."""
    square = counts.rows**2
    together = counts.rows * int(counts.right.sum()) - int(counts.true @ counts.predicted)
    spread = (square - int(counts.true @ counts.true)) * (square - int(counts.predicted @ counts.predicted))
    return together / math.sqrt(spread) if spread else 0.0


def score(target: Codes, prediction: Codes) -> float:
    return correlation(tally(target, prediction))


def influence(target: Codes, prediction: Codes) -> Floats:
    counts = tally(target, prediction)
    if np.count_nonzero(counts.true) == 1 or np.count_nonzero(counts.predicted) == 1:
        return np.zeros(counts.rows)
    true, predicted, _ = counts.shares
    of_true, of_predicted = 1 - true @ true, 1 - predicted @ predicted
    root = math.sqrt(of_true * of_predicted)
    value = correlation(counts)
    return counts.influence(
        value * true / of_true - predicted / root,
        value * predicted / of_predicted - true / root,
        np.full(len(true), 1 / root),
    )


def one_class(target: Codes) -> str | None:
    return "All rows have the same class, so every submission would score 0." if np.ptp(target) == 0 else None


MCC = Metric(
    id="mcc",
    title="Matthews correlation",
    sentence="How closely predicted and true classes go together: 1 is perfect, 0 is no better than chance.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=-1.0,
    answers=(TRUE_LABEL,),
    predictions=(PREDICTED_LABEL,),
    score=score,
    influence=influence,
    answers_fault=one_class,
    example=Example(
        answers="id,animal\na,cat\nb,dog\nc,dog\n",
        submission="id,animal\na,cat\nb,cat\nc,dog\n",
        value=0.5,
        words="Two of three rows are right, 3 · 2 = 6. Cat is true once and named twice, dog true twice and named "
        "once: 6 − 1 · 2 − 2 · 1 = 2. Both spreads are 3² − 2² − 1² = 4, and 2 / √(4 · 4) = 0.5.",
    ),
)
