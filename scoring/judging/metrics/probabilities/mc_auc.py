import numpy as np

from scoring.judging.arrays import Array, Booleans, Floats
from scoring.judging.metrics.binary.ordering import auc, auc_influence
from scoring.judging.metrics.metric import Direction, Example, HostError, Metric
from scoring.judging.metrics.parameters import Parameter
from scoring.judging.metrics.probabilities.roles import PREDICTED_SCORES, TRUE_COLUMNS

SOME_UNDEFINED = (
    "A label column holds only 0 or only 1 in this part of the answers. Set skip_undefined to leave it out."
)
ALL_UNDEFINED = "Each label column holds only 0 or only 1 in this part of the answers, so there is nothing to compare."


def columns_fault(target: Booleans, *, skip_undefined: bool) -> str | None:
    defined = len(columns(target))
    if skip_undefined:
        return None if defined else ALL_UNDEFINED
    return None if defined == target.shape[1] else SOME_UNDEFINED


def columns(target: Booleans) -> Array:
    """Those that hold both 0 and 1."""
    return np.flatnonzero(target.any(axis=0) & ~target.all(axis=0))


def mean_area(target: Booleans, prediction: Floats, *, skip_undefined: bool) -> float:
    fault = columns_fault(target, skip_undefined=skip_undefined)
    if fault:
        raise HostError(fault)
    return float(np.mean([auc(target[:, column], prediction[:, column]) for column in columns(target)]))


def influence(target: Booleans, prediction: Floats, **_: object) -> Floats:
    moves: Floats = np.zeros(len(target))
    defined = columns(target)
    for column in defined:
        moves += auc_influence(target[:, column], prediction[:, column]) / len(defined)
    return moves


MC_AUC = Metric(
    id="mc_auc",
    title="Mean area under the ROC curve over columns",
    sentence="For each label column, how often a row with a 1 gets a higher score than a row with a 0; then the mean "
    "over the columns. Ties count half.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_COLUMNS,),
    predictions=(PREDICTED_SCORES,),
    parameters=(
        Parameter(
            name="skip_undefined",
            type=bool,
            default=False,
            sentence="Whether label columns that hold only 0 or only 1 are left out rather than being an error.",
        ),
    ),
    score=mean_area,
    influence=influence,
    answers_fault=columns_fault,
    example=Example(
        answers="id,rust,scab\na,1,0\nb,0,1\nc,1,1\n",
        submission="id,rust,scab\na,0.9,0.3\nb,0.4,0.2\nc,0.4,0.8\n",
        value=0.625,
        words="Rust: row a is above row b, row c is level with it: (1 + ½) / 2 = 0.75. Scab: row c is above row a, row "
        "b is below it: 1 / 2 = 0.5. The mean of both is 0.625.",
    ),
)
