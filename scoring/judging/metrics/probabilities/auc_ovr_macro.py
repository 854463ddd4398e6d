from typing import Final

import numpy as np

from scoring.judging.arrays import Codes, Floats
from scoring.judging.metrics.binary.ordering import auc, auc_influence
from scoring.judging.metrics.metric import Direction, Example, HostError, Kind, Metric, Role
from scoring.judging.metrics.roles import TRUE_CLASS

ABSENT: Final = "A class has no row in this part of the answers, and the score compares each class with the others."


def mean_area(target: Codes, prediction: Floats) -> float:
    """Only the order within a column counts, so a row need not sum to 1, though scikit-learn asks for it."""
    classes = prediction.shape[1]
    if class_absent(target, classes):
        raise HostError(ABSENT)
    return float(np.mean([auc(target == code, prediction[:, code]) for code in range(classes)]))


def class_absent(target: Codes, classes: int) -> str | None:
    counts = np.bincount(target, minlength=classes)
    return None if len(counts) > 1 and counts.all() else ABSENT


def influence(target: Codes, prediction: Floats) -> Floats:
    moves: Floats = np.zeros(len(target))
    for code in range(prediction.shape[1]):
        moves += auc_influence(target == code, prediction[:, code]) / prediction.shape[1]
    return moves


AUC_OVR_MACRO = Metric(
    id="auc_ovr_macro",
    title="Area under the ROC curve, each class against the rest",
    sentence="How often a row of a class gets a higher score for that class than a row of another class, on average "
    "over the classes. Ties count half.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_CLASS,),
    predictions=(
        Role(
            name="prediction",
            kind=Kind.NUMBER,
            many=True,
            same_as="target",
            holds="one column for each class: any number that is larger where the class is likelier",
        ),
    ),
    score=mean_area,
    influence=influence,
    answers_fault=class_absent,
    example=Example(
        answers="id,animal\na,bird\nb,cat\nc,dog\n",
        submission="id,bird,cat,dog\na,0.6,0.3,0.1\nb,0.2,0.2,0.6\nc,0.1,0.5,0.4\n",
        value=0.5,
        words="Bird: 0.6 is above 0.2 and 0.1, which is 1. Cat: 0.2 is below 0.3 and 0.5, which is 0. Dog: 0.4 is "
        "above 0.1 but below 0.6, which is 0.5. The mean of the three classes is 0.5.",
    ),
)
