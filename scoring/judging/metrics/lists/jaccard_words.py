from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.lists.items import Items, each, items
from scoring.judging.metrics.metric import Direction, Example, Kind, Metric, Role


def words(cell: str) -> Items:
    return items(cell.lower())


TRUE_WORDS = Role(name="target", kind=Kind.TEXT, blank=True, parse=words, holds="the true text")
PREDICTED_WORDS = Role(
    name="prediction", kind=Kind.TEXT, same_as="target", blank=True, parse=words, holds="the predicted text"
)


def jaccard(truth: Items, named: Items) -> float:
    """Two texts without words agree."""
    true, predicted = set(truth), set(named)
    return len(true & predicted) / len(true | predicted) if true or predicted else 1.0


def rows(target: Objects, prediction: Objects) -> Floats:
    return each(jaccard, target, prediction)


JACCARD_WORDS = Metric(
    id="jaccard_words",
    title="Word overlap",
    sentence="Of the words that either text holds, the share in both, averaged over rows; capitals do not matter.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_WORDS,),
    predictions=(PREDICTED_WORDS,),
    rows=rows,
    example=Example(
        answers='id,phrase\na,a Good day\nb,thanks\nc,""\n',
        submission='id,phrase\na,good day\nb,no thanks at all\nc,""\n',
        value=(2 / 3 + 1 / 4 + 1) / 3,
        words="Row a: 2 of 3 words in common. Row b: 1 of 4. Row c: both are empty, 1. "
        "(0.6667 + 0.25 + 1) / 3 = 0.6389.",
    ),
)
