import numpy as np

from scoring.judging.arrays import Booleans, Floats, Integers
from scoring.judging.metrics.metric import Direction, Example, HostError, Metric
from scoring.judging.metrics.probabilities.roles import PREDICTED_SCORES, TRUE_COLUMNS

CELLS = 1 << 20  # of one block: the arrays between the steps stay small, however long the file is
NO_LABEL = "No row in this part of the answers has a label, and the score looks at where true labels are ranked."


def no_label(target: Booleans) -> str | None:
    return None if target.any() else NO_LABEL


def precisions_and_labels(target: Booleans, prediction: Floats) -> Floats:
    """By row: the sum of the precisions at its true labels, and how many true labels it has. The score is the ratio of
    the two means, in which rows without labels have no part."""
    if not target.any():
        raise HostError(NO_LABEL)
    precisions = np.empty(len(target))
    step = max(1, CELLS // target.shape[1])
    for start in range(0, len(target), step):
        block = slice(start, start + step)
        precisions[block] = summed_precisions(target[block], prediction[block])
    return np.column_stack([precisions, target.sum(axis=1)])


def summed_precisions(target: Booleans, prediction: Floats) -> Floats:
    order = np.argsort(-prediction, axis=1)
    true = np.take_along_axis(target, order, axis=1)
    end = ends_of_ties(np.take_along_axis(prediction, order, axis=1))
    found = np.take_along_axis(np.cumsum(true, axis=1), end, axis=1)
    precisions: Floats = np.sum(true * (found / (end + 1)), axis=1)
    return precisions


def ends_of_ties(scores: Floats) -> Integers:
    """Ties count against: a label has the rank of the last one with the same score."""
    last = scores.shape[1] - 1
    places = np.broadcast_to(np.arange(last + 1), scores.shape).copy()
    places[:, :-1][scores[:, :-1] == scores[:, 1:]] = last
    return np.minimum.accumulate(places[:, ::-1], axis=1)[:, ::-1]


def ratio(means: Floats) -> float:
    precisions, labels = means
    return float(precisions / labels)


LWLRAP = Metric(
    id="lwlrap",
    title="Label-weighted label-ranking average precision",
    sentence="When the labels of a row are sorted by score, how pure the list is down to each true label, on average "
    "over all true labels of all rows.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_COLUMNS,),
    predictions=(PREDICTED_SCORES,),
    rows=precisions_and_labels,
    finish=ratio,
    answers_fault=no_label,
    example=Example(
        answers="id,bark,meow,siren\na,1,1,0\nb,0,0,1\nc,0,0,0\n",
        submission="id,bark,meow,siren\na,0.9,0.2,0.5\nb,0.1,0.4,0.4\nc,0.3,0.2,0.1\n",
        value=13 / 18,
        words="Row a: bark is first, 1 of 1 is true; meow is third, 2 of 3 are true. Row b: siren has the same score "
        "as meow, so both count as read: 1 of 2 is true. Row c has no label. (1 + 2/3 + 1/2) / 3 = 0.7222.",
    ),
)
