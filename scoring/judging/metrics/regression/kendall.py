import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.libraries import library
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.regression.answers import flat_fault, insist_on, is_flat
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


def pair_correlation(target: Floats, prediction: Floats) -> float:
    insist_on(flat_fault(target))
    if is_flat(prediction):  # scipy: NaN
        return 0.0
    return float(np.clip(library("scipy.stats").kendalltau(target, prediction).statistic, -1.0, 1.0))


KENDALL = Metric(
    id="kendall",
    title="Kendall's tau",
    sentence="Take every pair of rows: how much more often the predictions put it in the right order than in the wrong "
    "one, from −1 to 1.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=-1.0,
    answers=(TRUE_NUMBER,),
    predictions=(PREDICTED_NUMBER,),
    score=pair_correlation,
    answers_fault=flat_fault,
    example=Example(
        answers="id,price\na,10\nb,20\nc,30\n",
        submission="id,price\na,1\nb,3\nc,2\n",
        value=1 / 3,
        words="Of the three pairs, a before b and a before c are right, b before c is wrong: (2 − 1) / 3 = 0.3333.",
    ),
)
