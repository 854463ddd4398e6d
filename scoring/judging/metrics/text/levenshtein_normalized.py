import numpy as np

from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.text.edits import distances, lengths
from scoring.judging.metrics.text.roles import PREDICTED_TEXT, TRUE_TEXT


def shares(target: Objects, prediction: Objects) -> Floats:
    longer = np.maximum(lengths(target), lengths(prediction))
    return distances(target, prediction) / np.maximum(longer, 1.0)  # two blank texts: 0 / 1


LEVENSHTEIN_NORMALIZED = Metric(
    id="levenshtein_normalized",
    title="Normalized edit distance",
    sentence="The share of a text's characters that must be added, removed or replaced, measured against the longer of "
    "the true and the predicted text and averaged over the rows.",
    direction=Direction.LOWER,
    best=0.0,
    worst=1.0,
    answers=(TRUE_TEXT,),
    predictions=(PREDICTED_TEXT,),
    rows=shares,
    example=Example(
        answers="id,word\na,sitting\nb,lawn\nc,same\n",
        submission="id,word\na,kitten\nb,flaw\nc,\n",
        value=(3 / 7 + 2 / 4 + 1) / 3,
        words="kitten is 3 edits from sitting, which has 7 letters; flaw is 2 edits from lawn, and both have 4; for "
        "the third word nothing was written, so all of it is wrong. (3/7 + 2/4 + 1) / 3 = 0.6429.",
    ),
)
