import math

import numpy as np

from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.text.edits import all_blank, distances, lengths, rate
from scoring.judging.metrics.text.roles import PREDICTED_TEXT, TRUE_TEXT


def character_edits(target: Objects, prediction: Objects) -> Floats:
    """Blanks within a text are characters, those around it are not: so does jiwer."""
    true, predicted = ([text.strip() for text in texts] for texts in (target, prediction))
    return np.column_stack([distances(true, predicted), lengths(true)])


CER = Metric(
    id="cer",
    title="Character error rate",
    sentence="How many characters must be added, removed or replaced in all texts together, for each character of the "
    "true texts.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(TRUE_TEXT,),
    predictions=(PREDICTED_TEXT,),
    rows=character_edits,
    finish=rate,
    answers_fault=all_blank,
    example=Example(
        answers="id,plate\na,cat\nb,dog\nc,bird\n",
        submission="id,plate\na,cut\nb,dogs\nc,\n",
        value=0.6,
        words="One letter replaced, one too many and four missing are 6 edits. The true texts have 3 + 3 + 4 = 10 "
        "letters. 6 / 10 = 0.6.",
    ),
)
