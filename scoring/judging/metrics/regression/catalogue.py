"""One line for each metric of this family."""

from scoring.judging.metrics.metric import Metric
from scoring.judging.metrics.regression.angular_error import ANGULAR_ERROR
from scoring.judging.metrics.regression.concordance_index import CONCORDANCE_INDEX
from scoring.judging.metrics.regression.crps_cdf import CRPS_CDF
from scoring.judging.metrics.regression.crps_gaussian import CRPS_GAUSSIAN
from scoring.judging.metrics.regression.gini_normalized import GINI_NORMALIZED
from scoring.judging.metrics.regression.haversine_km import HAVERSINE_KM
from scoring.judging.metrics.regression.kendall import KENDALL
from scoring.judging.metrics.regression.laplace_ll import LAPLACE_LL
from scoring.judging.metrics.regression.mae import MAE
from scoring.judging.metrics.regression.mape import MAPE
from scoring.judging.metrics.regression.max_error import MAX_ERROR
from scoring.judging.metrics.regression.mc_spearman import MC_SPEARMAN
from scoring.judging.metrics.regression.mcrmse import MCRMSE
from scoring.judging.metrics.regression.medae import MEDAE
from scoring.judging.metrics.regression.mse import MSE
from scoring.judging.metrics.regression.pearson import PEARSON
from scoring.judging.metrics.regression.pinball import PINBALL
from scoring.judging.metrics.regression.poisson_deviance import POISSON_DEVIANCE
from scoring.judging.metrics.regression.r2 import R2
from scoring.judging.metrics.regression.rmse import RMSE
from scoring.judging.metrics.regression.rmsle import RMSLE
from scoring.judging.metrics.regression.smape import SMAPE
from scoring.judging.metrics.regression.spearman import SPEARMAN
from scoring.judging.metrics.regression.wmae import WMAE

METRICS: tuple[Metric, ...] = (
    RMSE,
    MSE,
    MAE,
    MEDAE,
    MAX_ERROR,
    RMSLE,
    MAPE,
    SMAPE,
    R2,
    PINBALL,
    WMAE,
    MCRMSE,
    PEARSON,
    SPEARMAN,
    KENDALL,
    MC_SPEARMAN,
    CONCORDANCE_INDEX,
    POISSON_DEVIANCE,
    GINI_NORMALIZED,
    HAVERSINE_KM,
    CRPS_GAUSSIAN,
    CRPS_CDF,
    LAPLACE_LL,
    ANGULAR_ERROR,
)
