from datetime import timedelta

from scoring.judging.metrics.metric import Direction
from scoring.rules.standing import Score
from scoring.rules.worth import Worth, best_first, worths
from tests.factories import NOW


def score(number: int, value: float, *, minute: int | None = None) -> Score:
    at = NOW + timedelta(minutes=number if minute is None else minute)
    return Score(number, value, at, low=value - 0.1, high=value + 0.1)


def test_each_score_is_told_with_the_best_before_it() -> None:
    first, worse, better = score(1, 0.5), score(2, 0.4), score(3, 0.6)
    found = worths([better, worse, first], Direction.HIGHER, None)
    against = {submission: worth.against and worth.against.submission for submission, worth in found.items()}
    assert against == {1: None, 2: 1, 3: 1}
    assert (found[3].value, found[3].low, found[3].high) == (better.value, better.low, better.high)


def test_lower_may_be_better() -> None:
    found = worths([score(1, 0.5), score(2, 0.4), score(3, 0.6)], Direction.LOWER, None)
    assert found[3].against == score(2, 0.4)


def test_a_ladder_tells_significant_gains_rounded_and_nothing_else() -> None:
    scores = [score(1, 0.512), score(2, 0.518), score(3, 0.52), score(4, 0.533), score(5, 0.1)]
    found = worths(scores, Direction.HIGHER, 0.01)
    assert found == {1: Worth(0.51), 2: Worth(None), 3: Worth(None), 4: Worth(0.53), 5: Worth(None)}


def test_the_best_come_first_and_of_equal_ones_the_earlier() -> None:
    scores = [score(1, 0.5), score(2, 0.7), score(3, 0.7), score(4, 0.6)]
    assert best_first(scores, Direction.HIGHER) == [2, 3, 4, 1]
    assert best_first(scores, Direction.LOWER) == [1, 4, 2, 3]
