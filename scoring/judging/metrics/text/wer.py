import math

from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.text.edits import all_blank, rate, word_edits
from scoring.judging.metrics.text.roles import PREDICTED_TEXT, TRUE_TEXT

WER = Metric(
    id="wer",
    title="Word error rate",
    sentence="How many words must be added, removed or replaced in all texts together, for each word of the true "
    "texts; capital letters and punctuation count.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(TRUE_TEXT,),
    predictions=(PREDICTED_TEXT,),
    rows=word_edits,
    finish=rate,
    answers_fault=all_blank,
    example=Example(
        answers="id,heard\na,the cat sat\nb,good morning\nc,yes\n",
        submission="id,heard\na,the cat sat down\nb,morning\nc,no\n",
        value=0.5,
        words="One word too many, one missing and one replaced are 3 edits. The true texts have 3 + 2 + 1 = 6 words. "
        "3 / 6 = 0.5. (The mean of the three rows' rates would be 0.6111: short texts would weigh too much.)",
    ),
)
