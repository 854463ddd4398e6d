import numpy as np

from scoring.judging.arrays import Floats, Integers
from scoring.judging.metrics.labels.ratings import PREDICTED_RATING, TRUE_RATING, answers_fault, steady
from scoring.judging.metrics.metric import Direction, Example, Metric

FEW = 1 << 16


def counted(target: Floats, prediction: Floats) -> tuple[Floats, Integers, Integers]:
    """The levels that occur, ascending, and how often each is true and is predicted. Where they lie close together,
    levels that do not occur may be among them: counting is ten times as fast as sorting."""
    low, high = min(target.min(), prediction.min()), max(target.max(), prediction.max())
    if high - low < FEW:
        levels = np.arange(low, high + 1)
        places = [(ratings - low).astype(np.int64) for ratings in (target, prediction)]
    else:
        levels = np.unique(np.concatenate([target, prediction]))
        places = [np.searchsorted(levels, ratings) for ratings in (target, prediction)]
    true, predicted = (np.bincount(place, minlength=len(levels)) for place in places)
    return levels, true, predicted


def by_chance(target: Floats, prediction: Floats) -> float:
    """Σᵢⱼ |tᵢ − pⱼ| over all pairs, each gap between neighbouring levels counted for the pairs that it lies between."""
    levels, true, predicted = counted(target, prediction)
    rows, true, predicted = len(target), np.cumsum(true)[:-1], np.cumsum(predicted)[:-1]
    return float(np.diff(levels) @ (true * (rows - predicted) + predicted * (rows - true)))


def score(target: Floats, prediction: Floats) -> float:
    target, prediction = steady(target, prediction)
    return 1 - len(target) * float(np.abs(target - prediction).sum()) / by_chance(target, prediction)


def mean_distances(ratings: Floats, others: Floats) -> Floats:
    """From each rating to all others."""
    ordered = np.sort(others)
    sums = np.concatenate([[0.0], np.cumsum(ordered)])
    below = np.searchsorted(ordered, ratings)
    distances: Floats = ratings * (2 * below - len(others)) + sums[-1] - 2 * sums[below]
    return distances / len(others)


def influence(target: Floats, prediction: Floats) -> Floats:
    target, prediction = steady(target, prediction)
    missed = np.abs(target - prediction)
    against_all = mean_distances(target, prediction) + mean_distances(prediction, target)
    chance = by_chance(target, prediction) / len(target) ** 2
    moved: Floats = (missed.mean() / chance * against_all - missed) / chance
    return moved - float(moved.mean())


KAPPA_LINEAR = Metric(
    id="kappa_linear",
    title="Linear weighted kappa",
    sentence="How far predicted and true ratings agree beyond chance, where a miss by two counts twice a miss by one.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=-1.0,
    answers=(TRUE_RATING,),
    predictions=(PREDICTED_RATING,),
    score=score,
    influence=influence,
    answers_fault=answers_fault,
    example=Example(
        answers="id,stars\na,1\nb,2\nc,3\n",
        submission="id,stars\na,1\nb,3\nc,3\n",
        value=2 / 3,
        words="The misses 0, 1, 0 sum to 1. By chance each true rating would meet each predicted one: "
        "(0 + 2 + 2 + 1 + 1 + 1 + 2 + 0 + 0) / 3 = 3. 1 − 1/3 = 0.6667.",
    ),
)
