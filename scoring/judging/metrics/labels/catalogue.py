"""One line for each metric of this family."""

from scoring.judging.metrics.labels.accuracy import ACCURACY
from scoring.judging.metrics.labels.balanced_accuracy import BALANCED_ACCURACY
from scoring.judging.metrics.labels.error_rate import ERROR_RATE
from scoring.judging.metrics.labels.f1_macro import F1_MACRO
from scoring.judging.metrics.labels.f1_micro import F1_MICRO
from scoring.judging.metrics.labels.f1_weighted import F1_WEIGHTED
from scoring.judging.metrics.labels.fbeta import F1, FBETA, PRECISION, RECALL
from scoring.judging.metrics.labels.kappa import KAPPA
from scoring.judging.metrics.labels.kappa_linear import KAPPA_LINEAR
from scoring.judging.metrics.labels.mcc import MCC
from scoring.judging.metrics.labels.qwk import QWK
from scoring.judging.metrics.metric import Metric

METRICS: tuple[Metric, ...] = (
    ACCURACY,
    ERROR_RATE,
    BALANCED_ACCURACY,
    PRECISION,
    RECALL,
    F1,
    FBETA,
    F1_MACRO,
    F1_MICRO,
    F1_WEIGHTED,
    MCC,
    KAPPA,
    QWK,
    KAPPA_LINEAR,
)
