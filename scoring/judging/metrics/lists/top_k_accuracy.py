from scoring.judging.arrays import Floats, Objects
from scoring.judging.metrics.lists.items import RANKED_ITEMS, Items, each, first, items
from scoring.judging.metrics.metric import Direction, Example, FormatError, Kind, Metric, Role


def one_item(cell: str) -> Items:
    found = items(cell)
    if len(found) != 1:
        raise FormatError("There must be exactly one item.")
    return found


TRUE_ITEM = Role(name="target", kind=Kind.TEXT, parse=one_item, holds="the one true item")


def rows(target: Objects, prediction: Objects, k: int) -> Floats:
    return each(lambda truth, ranked: truth[0] in ranked[:k], target, prediction)


TOP_K_ACCURACY = Metric(
    id="top_k_accuracy",
    title="Top-k accuracy",
    sentence="The share of rows whose true item is among your first k.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_ITEM,),
    predictions=(RANKED_ITEMS,),
    parameters=(first(5),),
    rows=rows,
    example=Example(
        answers="id,bird\na,robin\nb,wren\nc,crow\n",
        submission="id,bird\na,wren robin\nb,wren\nc,robin wren crow\n",
        value=2 / 3,
        words="The first two items hold the true one in rows a and b. In row c it comes third: 2 / 3 = 0.6667.",
        parameters={"k": 2},
    ),
)
