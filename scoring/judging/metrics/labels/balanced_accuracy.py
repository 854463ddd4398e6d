import math

import numpy as np

from scoring.judging.arrays import Codes, Floats
from scoring.judging.metrics.labels.tally import ratios, tally
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_LABEL, TRUE_LABEL


def mean_recall(target: Codes, prediction: Codes) -> float:
    """Over the classes of the truth. Classes that only predictions hold cost by the rows they take, nothing else."""
    counts = tally(target, prediction)
    return math.fsum(ratios(counts.right, counts.true)) / np.count_nonzero(counts.true)


def influence(target: Codes, prediction: Codes) -> Floats:
    counts = tally(target, prediction)
    true, _, right = counts.shares
    by_right = ratios(np.ones(len(true)), true) / np.count_nonzero(true)
    return counts.influence(-ratios(right, true) * by_right, np.zeros(len(true)), by_right)


BALANCED_ACCURACY = Metric(
    id="balanced_accuracy",
    title="Balanced accuracy",
    sentence="The share of rows that are right within each true class, averaged so that every class counts the same.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_LABEL,),
    predictions=(PREDICTED_LABEL,),
    score=mean_recall,
    influence=influence,
    example=Example(
        answers="id,animal\na,cat\nb,dog\nc,dog\n",
        submission="id,animal\na,cat\nb,cat\nc,dog\n",
        value=0.75,
        words="The one cat is found, 1, and one of two dogs, 0.5. Their mean is 0.75.",
    ),
)
