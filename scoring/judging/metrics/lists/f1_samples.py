from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.lists.items import PREDICTED_ITEMS, TRUE_ITEMS, Items, each
from scoring.judging.metrics.metric import Direction, Example, Metric


def f1(truth: Items, named: Items) -> float:
    """Two empty sets are equal, which scikit-learn counts 0 unless told otherwise."""
    true, predicted = set(truth), set(named)
    return 2 * len(true & predicted) / (len(true) + len(predicted)) if true or predicted else 1.0


def rows(target: Objects, prediction: Objects) -> Floats:
    return each(f1, target, prediction)


F1_SAMPLES = Metric(
    id="f1_samples",
    title="Mean F1 of the rows",
    sentence="How well the items of each row are both found and named, averaged over rows; two empty rows agree.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_ITEMS,),
    predictions=(PREDICTED_ITEMS,),
    rows=rows,
    example=Example(
        answers='id,tags\na,sun sea\nb,""\nc,sea\n',
        submission='id,tags\na,sea sun sand\nb,""\nc,sand\n',
        value=0.6,
        words="Row a: 2 items are true, 3 named, 2 in common: 2 · 2 / (2 + 3) = 0.8. Row b: both are empty, 1. "
        "Row c: nothing in common, 0. The mean is 0.6.",
    ),
)
