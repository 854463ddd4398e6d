import math

import numpy as np

from scoring.judging.arrays import Codes, Floats, Integers
from scoring.judging.metrics.metric import Direction, Example, Kind, Metric, Role

GROUP = Role(name="group", kind=Kind.LABEL, holds="which query, or user, the row belongs to")
RELEVANCE = Role(name="target", kind=Kind.NUMBER, low=0.0, holds="how relevant the row is to its query: 0 or more")
SCORE = Role(
    name="prediction",
    kind=Kind.NUMBER,
    same_as="target",
    holds="any number that is larger where the row should stand higher within its query",
)


def gains(group: Integers, relevance: Floats, score: Floats) -> Floats:
    """Of each query Σ relevance / log₂(rank + 1), highest score first; equal scores share the mean of their ranks'
    weights, as in scikit-learn."""
    order = np.lexsort((-score, group))
    group, score, relevance = group[order], score[order], relevance[order]
    sizes = np.bincount(group)
    starts = np.cumsum(sizes) - sizes
    weights = 1 / np.log2(np.arange(len(group)) - starts[group] + 2)
    fresh = np.concatenate([[True], (group[1:] != group[:-1]) | (score[1:] != score[:-1])])
    tie = np.cumsum(fresh) - 1
    shared = np.bincount(tie, weights) / np.bincount(tie)
    return np.bincount(group, relevance * shared[tie]).astype(np.float64, copy=False)


def by_query(group: Codes, target: Floats, prediction: Floats) -> Floats:
    """One number a query, for the interval too: rows of one query are not independent, queries are. 0 for
    a query in which nothing is relevant, as in scikit-learn, which refuses queries of one row."""
    known, query = np.unique(group, return_inverse=True)
    largest = np.zeros(len(known))
    np.maximum.at(largest, query, target)
    relevance = target / np.where(largest > 0, largest, 1.0)[query]  # so that no sum overflows
    ideal = gains(query, relevance, relevance)
    reached = np.divide(gains(query, relevance, prediction), ideal, out=np.zeros(len(ideal)), where=ideal > 0)
    return np.minimum(reached, 1.0)  # a perfect order of tied rows may miss 1 by rounding


def score(group: Codes, target: Floats, prediction: Floats) -> float:
    return float(by_query(group, target, prediction).mean())


NDCG_GROUP = Metric(
    id="ndcg_group",
    title="Normalized discounted cumulative gain by query",
    sentence="How well your numbers put the rows of each query in order of relevance, averaged over queries.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(GROUP, RELEVANCE),
    predictions=(SCORE,),
    score=score,
    influence=by_query,
    example=Example(
        answers="id,group,relevance\na,q1,2\nb,q1,1\nc,q2,3\n",
        submission="id,relevance\na,0.1\nb,0.9\nc,0.5\n",
        value=((1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3)) + 1) / 2,
        words="Ranks 1 and 2 are worth 1 and 0.6309. Query q1 puts b before a: 1 · 1 + 2 · 0.6309 = 2.2619 of the "
        "possible 2 · 1 + 1 · 0.6309 = 2.6309, or 0.8597. Query q2 has one row, 1. The mean is 0.9299.",
    ),
)
