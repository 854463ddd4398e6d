from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.lists.items import RANKED_ITEMS, TRUE_ITEMS, Items, each, empty_fault, first, found
from scoring.judging.metrics.metric import Direction, Example, Metric


def average_precision(truth: Items, ranked: Items, k: int) -> float:
    """Divided by what k places can hold, where trec_eval divides by all true items."""
    hits = enumerate(found(truth, ranked, k), start=1)
    return sum(hit / rank for hit, rank in hits) / min(len(set(truth)), k)


def rows(target: Objects, prediction: Objects, k: int) -> Floats:
    return each(lambda truth, ranked: average_precision(truth, ranked, k), target, prediction)


MAP_AT_K = Metric(
    id="map_at_k",
    title="Mean average precision at k",
    sentence="How many of the first k items of each row are right, and how early the right ones stand.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_ITEMS,),
    predictions=(RANKED_ITEMS,),
    parameters=(first(5),),
    rows=rows,
    answers_fault=empty_fault,
    example=Example(
        answers="id,songs\na,s1 s2\nb,s3\nc,s4\n",
        submission="id,songs\na,s1 s9 s2\nb,s8 s3 s3\nc,s5 s6 s7\n",
        value=4 / 9,
        words="Row a is right at rank 1, with 1 of 1 right by then, and at rank 3, with 2 of 3: (1 + 2/3) / 2 = 5/6. "
        "Row b is right at rank 2, with 1 of 2; the repeat counts nothing: 1/2. Row c has 0. The mean is 0.4444.",
        parameters={"k": 5},
    ),
)
