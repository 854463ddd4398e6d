"""One line for each metric of this family."""

from scoring.judging.metrics.lists.f1_micro_list import F1_MICRO_LIST
from scoring.judging.metrics.lists.f1_samples import F1_SAMPLES
from scoring.judging.metrics.lists.jaccard_words import JACCARD_WORDS
from scoring.judging.metrics.lists.map_at_k import MAP_AT_K
from scoring.judging.metrics.lists.mrr_at_k import MRR_AT_K
from scoring.judging.metrics.lists.ndcg_at_k import NDCG_AT_K
from scoring.judging.metrics.lists.ndcg_group import NDCG_GROUP
from scoring.judging.metrics.lists.recall_at_k import RECALL_AT_K
from scoring.judging.metrics.lists.top_k_accuracy import TOP_K_ACCURACY
from scoring.judging.metrics.metric import Metric

METRICS: tuple[Metric, ...] = (
    MAP_AT_K,
    MRR_AT_K,
    NDCG_AT_K,
    RECALL_AT_K,
    TOP_K_ACCURACY,
    NDCG_GROUP,
    F1_SAMPLES,
    F1_MICRO_LIST,
    JACCARD_WORDS,
)
