import numpy as np

from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.images.masks import ANSWERS, PREDICTED_MASK, answers_fault, areas, faults
from scoring.judging.metrics.metric import Direction, Example, Metric


def pooled(target: Objects, height: Floats, width: Floats, prediction: Objects) -> Floats:
    true, found, both = areas(target, prediction).T
    return np.column_stack([2.0 * both, true + found])


def share(means: Floats) -> float:
    twice_both, either = means
    return float(twice_both / either) if either > 0 else 1.0


DICE_GLOBAL = Metric(
    id="dice_global",
    title="Global Dice coefficient",
    sentence="How well the predicted masks cover the true ones, from 0 to 1, as if all images were one: large masks "
    "weigh more than small ones.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=ANSWERS,
    predictions=(PREDICTED_MASK,),
    rows=pooled,
    finish=share,
    answers_fault=answers_fault,
    faults=faults,
    example=Example(
        answers="id,mask,height,width\na,1 4 7 2,4,4\nb,-,4,4\nc,5 3,4,4\n",
        submission="id,mask\na,3 5\nb,-\nc,\n",
        value=3 / 7,
        words="The true masks have 6 + 0 + 3 pixels, the predicted ones 5 + 0 + 0, and 3 are in both: 2 · 3 / (9 + 5) "
        "= 0.4286.",
    ),
)
