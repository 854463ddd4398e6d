import math

import numpy as np

from scoring.judging.arrays import Codes, Floats
from scoring.judging.metrics.labels.tally import ratios, tally
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_LABEL, TRUE_LABEL


def mean_f1(target: Codes, prediction: Codes) -> float:
    """Over the classes that the truth or the predictions of these rows hold."""
    counts = tally(target, prediction)
    either = counts.true + counts.predicted
    return math.fsum(ratios(2 * counts.right, either)) / np.count_nonzero(either)


def influence(target: Codes, prediction: Codes) -> Floats:
    counts = tally(target, prediction)
    true, predicted, right = counts.shares
    either = true + predicted
    by_right = ratios(np.full(len(true), 2 / np.count_nonzero(either)), either)
    by_either = -ratios(right, either) * by_right
    return counts.influence(by_either, by_either, by_right)


F1_MACRO = Metric(
    id="f1_macro",
    title="Macro F1",
    sentence=(
        "How well each class is both found and named, averaged so that every class counts the same; "
        "a class that you name and that never occurs counts as a class with 0."
    ),
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_LABEL,),
    predictions=(PREDICTED_LABEL,),
    score=mean_f1,
    influence=influence,
    example=Example(
        answers="id,animal\na,cat\nb,dog\nc,dog\n",
        submission="id,animal\na,cat\nb,dog\nc,bird\n",
        value=5 / 9,
        words="Cat has 1. Dog is right once, true twice, named once: 2 · 1 / (2 + 1) = 0.6667. Bird never occurs and "
        "has 0. The mean of the three is 0.5556.",
    ),
)
