import numpy as np

from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.images.masks import ANSWERS, PREDICTED_MASK, answers_fault, areas, faults
from scoring.judging.metrics.metric import Direction, Example, Metric


def dice(target: Objects, height: Floats, width: Floats, prediction: Objects) -> Floats:
    true, found, both = areas(target, prediction).T
    shares: Floats = np.divide(2.0 * both, true + found, out=np.ones(len(both)), where=true + found > 0)
    return shares


DICE_MEAN = Metric(
    id="dice_mean",
    title="Mean Dice coefficient",
    sentence="How well a predicted mask covers the true one, from 0 for no common pixel to 1 for the same mask, on "
    "average over the rows.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=ANSWERS,
    predictions=(PREDICTED_MASK,),
    rows=dice,
    answers_fault=answers_fault,
    faults=faults,
    example=Example(
        answers="id,mask,height,width\na,1 4 7 2,4,4\nb,-,4,4\nc,5 3,4,4\n",
        submission="id,mask\na,3 5\nb,-\nc,\n",
        value=(6 / 11 + 1) / 3,
        words="a: the true mask has 6 pixels, the predicted one 5, and the pixels 3, 4 and 7 are in both: "
        "2 · 3 / (6 + 5) = 6/11. b: both are empty: 1. c: only one is empty: 0. (6/11 + 1 + 0) / 3 = 0.5152.",
    ),
)
