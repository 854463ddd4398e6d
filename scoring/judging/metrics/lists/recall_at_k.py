from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.lists.items import RANKED_ITEMS, TRUE_ITEMS, Items, each, empty_fault, first, found
from scoring.judging.metrics.metric import Direction, Example, Metric


def share_found(truth: Items, ranked: Items, k: int) -> float:
    return len(found(truth, ranked, k)) / len(set(truth))


def rows(target: Objects, prediction: Objects, k: int) -> Floats:
    return each(lambda truth, ranked: share_found(truth, ranked, k), target, prediction)


RECALL_AT_K = Metric(
    id="recall_at_k",
    title="Recall at k",
    sentence="The share of the true items of each row that your first k items hold.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_ITEMS,),
    predictions=(RANKED_ITEMS,),
    parameters=(first(10),),
    rows=rows,
    answers_fault=empty_fault,
    example=Example(
        answers="id,songs\na,s1 s2\nb,s3\nc,s4\n",
        submission="id,songs\na,s9 s2\nb,s8 s3\nc,s5 s6 s4\n",
        value=0.5,
        words="Among the first two items, row a holds 1 of 2 true ones, row b 1 of 1, row c 0 of 1: "
        "(0.5 + 1 + 0) / 3 = 0.5.",
        parameters={"k": 2},
    ),
)
