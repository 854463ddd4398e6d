import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.labels.ratings import PREDICTED_RATING, TRUE_RATING, answers_fault, steady
from scoring.judging.metrics.metric import Direction, Example, Metric


def parts(target: Floats, prediction: Floats) -> tuple[float, float]:
    """n² times the mean squared miss, and the same as chance would have it, over all pairs of a true and a predicted
    rating: Σᵢⱼ (tᵢ − pⱼ)² = n Σ t² + n Σ p² − 2 Σ t Σ p. No table, however far apart the ratings are."""
    rows, missed = len(target), target - prediction
    squares = summed(target, target) + summed(prediction, prediction)
    by_chance = rows * squares - 2 * float(target.sum()) * float(prediction.sum())
    return rows * summed(missed, missed), by_chance


def summed(left: Floats, right: Floats) -> float:
    """Their products. `@` would take as many threads as there are cores, and all of their time."""
    return float(np.einsum("i,i", left, right))


def score(target: Floats, prediction: Floats) -> float:
    observed, by_chance = parts(*steady(target, prediction))
    return 1 - observed / by_chance


def influence(target: Floats, prediction: Floats) -> Floats:
    """(O / E · ((t − p̄)² + (p − t̄)²) − (t − p)²) / E, in place: three times as fast as in one expression."""
    target, prediction = steady(target, prediction)
    observed, by_chance = parts(target, prediction)
    moved = squared_distances(target, prediction.mean())
    moved += squared_distances(prediction, target.mean())
    moved *= observed / by_chance
    moved -= squared_distances(target, prediction)
    moved /= by_chance / len(target) ** 2
    moved -= moved.mean()
    return moved


def squared_distances(ratings: Floats, others: Floats) -> Floats:
    distances: Floats = ratings - others
    distances *= distances
    return distances


QWK = Metric(
    id="qwk",
    title="Quadratic weighted kappa",
    sentence=(
        "How far predicted and true ratings agree beyond chance, where a miss by two counts four times a miss by one."
    ),
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
        value=0.8,
        words="The squared misses 0, 1, 0 sum to 1. By chance each true rating would meet each predicted one: "
        "(0 + 4 + 4 + 1 + 1 + 1 + 4 + 0 + 0) / 3 = 5. 1 − 1/5 = 0.8.",
    ),
)
