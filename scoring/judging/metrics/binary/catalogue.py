"""One line for each metric of this family."""

from scoring.judging.metrics.binary.amex import AMEX
from scoring.judging.metrics.binary.auc import AUC
from scoring.judging.metrics.binary.average_precision import AVERAGE_PRECISION
from scoring.judging.metrics.binary.brier import BRIER
from scoring.judging.metrics.binary.logloss import LOGLOSS
from scoring.judging.metrics.binary.pfbeta import PFBETA
from scoring.judging.metrics.metric import Metric

METRICS: tuple[Metric, ...] = (AUC, AVERAGE_PRECISION, LOGLOSS, BRIER, AMEX, PFBETA)
