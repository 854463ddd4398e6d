import math
from collections.abc import Iterable

from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.lists.items import RANKED_ITEMS, TRUE_ITEMS, Items, each, empty_fault, first, found
from scoring.judging.metrics.metric import Direction, Example, Metric


def discounted(ranks: Iterable[int]) -> float:
    return sum(1 / math.log2(rank + 1) for rank in ranks)


def gain(truth: Items, ranked: Items, k: int) -> float:
    return discounted(found(truth, ranked, k)) / discounted(range(1, 1 + min(len(set(truth)), k)))


def rows(target: Objects, prediction: Objects, k: int) -> Floats:
    return each(lambda truth, ranked: gain(truth, ranked, k), target, prediction)


NDCG_AT_K = Metric(
    id="ndcg_at_k",
    title="Normalized discounted cumulative gain at k",
    sentence="How many of the first k items of each row are right, where a later place counts a little less.",
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
        submission="id,songs\na,s1 s9 s2\nb,s8 s7 s3\nc,s5 s6 s7\n",
        value=(1.5 / (1 + 1 / math.log2(3)) + 0.5) / 3,
        words="Ranks 1, 2 and 3 are worth 1, 0.6309 and 0.5. Row a has ranks 1 and 3 of the possible 1 and 2: "
        "1.5 / 1.6309 = 0.9197. Row b has rank 3 of the possible 1: 0.5. Row c has 0. The mean is 0.4732.",
        parameters={"k": 10},
    ),
)
