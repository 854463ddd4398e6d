import numpy as np

from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.images.masks import ANSWERS, PREDICTED_MASK, answers_fault, areas, faults
from scoring.judging.metrics.metric import Direction, Example, Metric


def iou(target: Objects, height: Floats, width: Floats, prediction: Objects) -> Floats:
    true, found, both = areas(target, prediction).T
    either = true + found - both
    shares: Floats = np.divide(both, either, out=np.ones(len(both)), where=either > 0)
    return shares


IOU_MEAN = Metric(
    id="iou_mean",
    title="Mean intersection over union",
    sentence="The share of the pixels of the true or the predicted mask that are in both, on average over the rows.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=ANSWERS,
    predictions=(PREDICTED_MASK,),
    rows=iou,
    answers_fault=answers_fault,
    faults=faults,
    example=Example(
        answers="id,mask,height,width\na,1 4 7 2,4,4\nb,-,4,4\nc,5 3,4,4\n",
        submission="id,mask\na,3 5\nb,-\nc,\n",
        value=(3 / 8 + 1) / 3,
        words="a: the pixels 3, 4 and 7 are in both masks, and 8 are in one or both: 3/8. b: both masks are empty: 1. "
        "c: only one is empty: 0. (3/8 + 1 + 0) / 3 = 0.4583.",
    ),
)
