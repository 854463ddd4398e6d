"""One line for each metric of this family."""

from scoring.judging.metrics.metric import Metric
from scoring.judging.metrics.probabilities.auc_ovr_macro import AUC_OVR_MACRO
from scoring.judging.metrics.probabilities.kl_divergence import KL_DIVERGENCE
from scoring.judging.metrics.probabilities.lwlrap import LWLRAP
from scoring.judging.metrics.probabilities.mc_auc import MC_AUC
from scoring.judging.metrics.probabilities.mc_logloss import MC_LOGLOSS
from scoring.judging.metrics.probabilities.multi_logloss import MULTI_LOGLOSS

METRICS: tuple[Metric, ...] = (MULTI_LOGLOSS, AUC_OVR_MACRO, MC_AUC, MC_LOGLOSS, KL_DIVERGENCE, LWLRAP)
