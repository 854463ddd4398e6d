from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.ranks import midranks
from scoring.judging.metrics.regression.answers import flat_fault, insist_on
from scoring.judging.metrics.regression.pearson import correlation
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


def rank_correlation(target: Floats, prediction: Floats) -> float:
    insist_on(flat_fault(target))
    return correlation(midranks(target), midranks(prediction))


SPEARMAN = Metric(
    id="spearman",
    title="Spearman correlation",
    sentence="How well the predictions put the rows in order. Only ranks count; equal values share their mean rank.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=-1.0,
    answers=(TRUE_NUMBER,),
    predictions=(PREDICTED_NUMBER,),
    score=rank_correlation,
    answers_fault=flat_fault,
    example=Example(
        answers="id,price\na,10\nb,20\nc,900\n",
        submission="id,price\na,1\nb,7\nc,5\n",
        value=0.5,
        words="The true ranks are 1, 2, 3, the predicted ones 1, 3, 2. From the mean rank 2 these lie −1, 0, 1 and "
        "−1, 1, 0. The products sum to 1, and the squares to 2 each: 1 / 2 = 0.5.",
    ),
)
