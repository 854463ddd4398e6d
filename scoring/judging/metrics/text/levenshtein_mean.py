import math

from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.text.edits import distances
from scoring.judging.metrics.text.roles import PREDICTED_TEXT, TRUE_TEXT

LEVENSHTEIN_MEAN = Metric(
    id="levenshtein_mean",
    title="Mean edit distance",
    sentence="How many characters must be added, removed or replaced to correct a text, on average over the rows.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(TRUE_TEXT,),
    predictions=(PREDICTED_TEXT,),
    rows=distances,
    example=Example(
        answers="id,word\na,sitting\nb,lawn\nc,same\n",
        submission="id,word\na,kitten\nb,flaw\nc,same\n",
        value=5 / 3,
        words="kitten becomes sitting by replacing k and e and adding g: 3. flaw becomes lawn by removing f and adding "
        "n: 2. The third is right: 0. The mean is 5 / 3 = 1.6667.",
    ),
)
