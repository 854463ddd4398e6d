from scoring.judging.arrays import Booleans, Floats
from scoring.judging.metrics.binary.logloss import LOGLOSS, losses
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.probabilities.roles import PREDICTED_COLUMNS, TRUE_COLUMNS
from scoring.judging.metrics.probabilities.sums import row_sums


def mean_losses(target: Booleans, prediction: Floats) -> Floats:
    """All columns have the same rows, so the mean over columns of means over rows is this, the other way round."""
    means: Floats = row_sums(losses(target, prediction)) / target.shape[1]
    return means


MC_LOGLOSS = Metric(
    id="mc_logloss",
    title="Mean log loss over columns",
    sentence="How surprised the predicted probabilities are by the truth, on average over the label columns. "
    "Being sure and wrong costs the most.",
    direction=Direction.LOWER,
    best=0.0,
    worst=LOGLOSS.worst,
    answers=(TRUE_COLUMNS,),
    predictions=(PREDICTED_COLUMNS,),
    rows=mean_losses,
    example=Example(
        answers="id,rust,scab\na,1,0\nb,0,1\nc,1,1\n",
        submission="id,rust,scab\na,0.8,0.5\nb,0.5,0.4\nc,1,0.8\n",
        value=0.45814536593707755,
        words="Rust: −ln 0.8, −ln 0.5 and −ln 1 are 0.2231, 0.6931 and 0; their mean is 0.3054. Scab: −ln 0.5, −ln 0.4 "
        "and −ln 0.8 are 0.6931, 0.9163 and 0.2231; their mean is 0.6109. The mean of both is 0.4581.",
    ),
)
