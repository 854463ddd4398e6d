import numpy as np

from scoring.judging.arrays import Booleans, Floats, Integers
from scoring.judging.metrics.metric import Direction, Example, Kind, Metric, Role
from scoring.judging.metrics.regression.answers import insist_on
from scoring.judging.metrics.regression.pairs import pairs_in_descent

NOTHING = "No row outlasts an event, so no two rows can be compared."


def stages(time: Floats, event: Booleans) -> Integers:
    """A row outlasts an event when its stage is later. At one and the same time, events come before rows that were
    only watched until then, and do not compare with one another."""
    order = np.lexsort((~event, time))
    time, event = time[order], event[order]
    later = (time[1:] != time[:-1]) | (event[1:] != event[:-1])
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.concatenate(([0], np.cumsum(later)))
    return found


def comparable_pairs(stage: Integers, event: Booleans) -> int:
    return int((len(stage) - np.searchsorted(np.sort(stage), stage[event], side="right")).sum())


def nothing_to_compare(time: Floats, event: Booleans) -> str | None:
    return None if comparable_pairs(stages(time, event), event) else NOTHING


def concordance(time: Floats, event: Booleans, prediction: Floats) -> float:
    """With tied risks counted as half, (right + tied/2) / all = 1/2 + (right − wrong) / (2 · all)."""
    stage = stages(time, event)
    pairs = comparable_pairs(stage, event)
    insist_on(None if pairs else NOTHING)
    right = pairs_in_descent(stage, prediction, event)
    wrong = pairs_in_descent(stage, -prediction, event)
    return 0.5 + (right - wrong) / (2 * pairs)


CONCORDANCE_INDEX = Metric(
    id="concordance_index",
    title="Concordance index",
    sentence="Take two rows of which one is known to have had its event first: how often that one has the higher "
    "predicted risk.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(
        Role(name="time", kind=Kind.NUMBER, holds="how long the row was watched"),
        Role(name="event", kind=Kind.BINARY, holds="whether the event happened then, or the watching only ended"),
    ),
    predictions=(Role(name="prediction", kind=Kind.NUMBER, holds="the risk: higher where the event comes earlier"),),
    score=concordance,
    answers_fault=nothing_to_compare,
    example=Example(
        answers="id,time,event\na,2,1\nb,5,0\nc,7,1\n",
        submission="id,prediction\na,0.9\nb,0.1\nc,0.9\n",
        value=0.75,
        words="Two pairs can be compared: a died before b's watching ended, and before c died. How long b lived is not "
        "known, so b and c do not compare. a has a higher risk than b: 1. a and c are tied: 0.5. 1.5 / 2 = 0.75.",
    ),
)
