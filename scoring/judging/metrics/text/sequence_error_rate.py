import math

from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.text.edits import all_blank, rate, word_edits
from scoring.judging.metrics.text.roles import PREDICTED_ITEMS, TRUE_ITEMS

SEQUENCE_ERROR_RATE = Metric(
    id="sequence_error_rate",
    title="Sequence error rate",
    sentence="How many items must be added, removed or replaced in all sequences together, for each item of the true "
    "sequences.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(TRUE_ITEMS,),
    predictions=(PREDICTED_ITEMS,),
    rows=word_edits,
    finish=rate,
    answers_fault=all_blank,
    example=Example(
        answers="id,gestures\na,3 1 4\nb,2\nc,7 10\n",
        submission="id,gestures\na,3 4\nb,5 2\nc,7 10\n",
        value=1 / 3,
        words="In the first sequence 1 is missing, in the second 5 is too many: 2 edits. The true sequences have "
        "3 + 1 + 2 = 6 items. 2 / 6 = 0.3333.",
    ),
)
