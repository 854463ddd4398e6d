import math

from scoring.judging.arrays import Codes, Floats
from scoring.judging.metrics.labels.tally import ratios, tally
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_LABEL, TRUE_LABEL


def weighted_f1(target: Codes, prediction: Codes) -> float:
    counts = tally(target, prediction)
    return math.fsum(counts.true * ratios(2 * counts.right, counts.true + counts.predicted)) / counts.rows


def influence(target: Codes, prediction: Codes) -> Floats:
    counts = tally(target, prediction)
    true, predicted, right = counts.shares
    either = true + predicted
    by_right = ratios(2 * true, either)
    by_predicted = -ratios(right, either) * by_right
    return counts.influence(by_predicted + ratios(2 * right, either), by_predicted, by_right)


F1_WEIGHTED = Metric(
    id="f1_weighted",
    title="Weighted F1",
    sentence="How well each class is both found and named, averaged so that a class counts as often as it is true.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_LABEL,),
    predictions=(PREDICTED_LABEL,),
    score=weighted_f1,
    influence=influence,
    example=Example(
        answers="id,animal\na,cat\nb,dog\nc,dog\n",
        submission="id,animal\na,cat\nb,dog\nc,bird\n",
        value=7 / 9,
        words="Cat has 1 and counts once, dog has 2 · 1 / (2 + 1) = 0.6667 and counts twice: "
        "(1 + 0.6667 + 0.6667) / 3 = 0.7778.",
    ),
)
