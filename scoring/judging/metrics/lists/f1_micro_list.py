import numpy as np

from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.lists.items import PREDICTED_ITEMS, TRUE_ITEMS
from scoring.judging.metrics.metric import Direction, Example, Metric


def rows(target: Objects, prediction: Objects) -> Floats:
    """Twice the items in common, and the items of both. An item that no true row holds counts as wrong all the same."""
    pairs = ((set(truth), set(named)) for truth, named in zip(target, prediction, strict=True))
    return np.array([(2 * len(true & named), len(true) + len(named)) for true, named in pairs], np.float64)


def pooled(means: Floats) -> float:
    """Where nothing is true and nothing is named, all is right."""
    return float(means[0] / means[1]) if means[1] else 1.0


F1_MICRO_LIST = Metric(
    id="f1_micro_list",
    title="Pooled F1 of items",
    sentence="How well the items of all rows together are both found and named: rows with many items count more.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_ITEMS,),
    predictions=(PREDICTED_ITEMS,),
    rows=rows,
    finish=pooled,
    example=Example(
        answers='id,tags\na,sun sea\nb,""\nc,sea\n',
        submission='id,tags\na,sea sun sand\nb,""\nc,sand\n',
        value=4 / 7,
        words="Three items are true, four are named, two in common: 2 · 2 / (3 + 4) = 0.5714.",
    ),
)
