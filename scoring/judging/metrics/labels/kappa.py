import numpy as np

from scoring.judging.arrays import Codes, Floats
from scoring.judging.metrics.labels.tally import Tally, tally
from scoring.judging.metrics.metric import Direction, Example, HostError, Metric
from scoring.judging.metrics.roles import PREDICTED_LABEL, TRUE_LABEL


def answers_fault(target: Codes) -> str | None:
    """With one true class every prediction has 0, and the perfect one 0 / 0, where scikit-learn gives NaN."""
    one_class = target.min() == target.max()
    return "All rows have the same class, so agreement beyond chance cannot be measured." if one_class else None


def agreement(counts: Tally) -> float:
    by_chance = int(counts.true @ counts.predicted)
    return (counts.rows * int(counts.right.sum()) - by_chance) / (counts.rows**2 - by_chance)


def score(target: Codes, prediction: Codes) -> float:
    if fault := answers_fault(target):
        raise HostError(fault)
    return agreement(tally(target, prediction))


def influence(target: Codes, prediction: Codes) -> Floats:
    counts = tally(target, prediction)
    true, predicted, _ = counts.shares
    room = 1 - true @ predicted
    by_chance = (agreement(counts) - 1) / room
    return counts.influence(by_chance * predicted, by_chance * true, np.full(len(true), 1 / room))


KAPPA = Metric(
    id="kappa",
    title="Cohen's kappa",
    sentence="How far predicted and true classes agree beyond chance: 1 is perfect, 0 is what chance would give.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=-1.0,
    answers=(TRUE_LABEL,),
    predictions=(PREDICTED_LABEL,),
    score=score,
    influence=influence,
    answers_fault=answers_fault,
    example=Example(
        answers="id,animal\na,cat\nb,dog\nc,dog\n",
        submission="id,animal\na,cat\nb,cat\nc,dog\n",
        value=0.4,
        words="2 / 3 of the rows agree. By chance, cat and cat would meet in 1/3 · 2/3 and dog and dog in 2/3 · 1/3, "
        "together 4 / 9. (6/9 − 4/9) / (1 − 4/9) = 2 / 5 = 0.4.",
    ),
)
