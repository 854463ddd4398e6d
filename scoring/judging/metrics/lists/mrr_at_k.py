from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.lists.items import RANKED_ITEMS, TRUE_ITEMS, Items, each, empty_fault, first, found
from scoring.judging.metrics.metric import Direction, Example, Metric


def reciprocal_rank(truth: Items, ranked: Items, k: int) -> float:
    ranks = found(truth, ranked, k)
    return 1 / ranks[0] if ranks else 0.0


def rows(target: Objects, prediction: Objects, k: int) -> Floats:
    return each(lambda truth, ranked: reciprocal_rank(truth, ranked, k), target, prediction)


MRR_AT_K = Metric(
    id="mrr_at_k",
    title="Mean reciprocal rank at k",
    sentence="How early the first right item of each row stands: 1 for the first place, a half for the second.",
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
        submission="id,songs\na,s2 s9 s1\nb,s8 s7 s3\nc,s5 s6\n",
        value=4 / 9,
        words="The first right item stands at rank 1 in row a, at rank 3 in row b, nowhere in row c: "
        "(1 + 1/3 + 0) / 3 = 0.4444.",
        parameters={"k": 10},
    ),
)
