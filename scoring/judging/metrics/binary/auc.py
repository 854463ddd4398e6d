from scoring.judging.arrays import Booleans, Floats
from scoring.judging.metrics.binary import ordering
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_SCORE, TRUE_BINARY


def area(target: Booleans, prediction: Floats) -> float:
    return ordering.auc(target, prediction)


def influence(target: Booleans, prediction: Floats) -> Floats:
    return ordering.auc_influence(target, prediction)


AUC = Metric(
    id="auc",
    title="Area under the ROC curve",
    sentence="How often a positive row gets a higher score than a negative row. Ties count half.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_BINARY,),
    predictions=(PREDICTED_SCORE,),
    score=area,
    influence=influence,
    answers_fault=ordering.one_class,
    example=Example(
        answers="id,spam\na,1\nb,0\nc,1\n",
        submission="id,spam\na,0.8\nb,0.3\nc,0.3\n",
        value=0.75,
        words="Two pairs hold a positive and a negative row. Row a lies above row b, which counts 1; row c has the "
        "same score as row b, which counts ½. Together 1.5 of 2 pairs, or 0.75.",
    ),
)
