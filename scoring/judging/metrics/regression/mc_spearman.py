from dataclasses import replace

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.regression.answers import flat_fault
from scoring.judging.metrics.regression.spearman import rank_correlation
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


def mean_rank_correlation(target: Floats, prediction: Floats) -> float:
    pairs = zip(target.T, prediction.T, strict=True)
    return float(np.mean([rank_correlation(true, predicted) for true, predicted in pairs]))


def flat_column_fault(target: Floats) -> str | None:
    faults = (fault for fault in map(flat_fault, target.T) if fault)
    fault = next(faults, None)
    return fault and f"In a target column: {fault[0].lower()}{fault[1:]}"


MC_SPEARMAN = Metric(
    id="mc_spearman",
    title="Column-wise Spearman correlation",
    sentence="How well the predictions put the rows in order, for each target column on its own, and then the mean.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=-1.0,
    answers=(replace(TRUE_NUMBER, many=True, holds="the true numbers, one column for each target"),),
    predictions=(replace(PREDICTED_NUMBER, many=True, holds="the predicted numbers, one column for each target"),),
    score=mean_rank_correlation,
    answers_fault=flat_column_fault,
    example=Example(
        answers="id,clear,useful\na,1,1\nb,2,2\nc,3,3\n",
        submission="id,clear,useful\na,1,4\nb,5,4\nc,9,4\n",
        value=0.5,
        words="Clear puts all rows in order: 1. Useful is the same everywhere and orders nothing: 0. "
        "(1 + 0) / 2 = 0.5.",
    ),
)
