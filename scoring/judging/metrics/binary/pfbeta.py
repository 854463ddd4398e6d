import numpy as np

from scoring.judging.arrays import Booleans, Floats
from scoring.judging.metrics.binary.average_precision import no_positive
from scoring.judging.metrics.metric import Direction, Example, HostError, Metric
from scoring.judging.metrics.parameters import Parameter
from scoring.judging.metrics.roles import PREDICTED_PROBABILITY, TRUE_BINARY


def parts(target: Booleans, prediction: Floats, beta: float) -> Floats:
    """F = (1 + β²) Σ p over positives / (β² · positives + Σ p)."""
    fault = no_positive(target)
    if fault:
        raise HostError(fault)
    return np.column_stack([(1 + beta**2) * prediction * target, beta**2 * target + prediction])


def ratio(means: Floats) -> float:
    found, wanted_and_given = means
    return float(found / wanted_and_given) if found else 0.0


PFBETA = Metric(
    id="pfbeta",
    title="Probabilistic F-beta",
    sentence="F-beta in which a predicted probability of 0.7 counts as seven tenths of a positive prediction.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_BINARY,),
    predictions=(PREDICTED_PROBABILITY,),
    parameters=(
        Parameter(
            name="beta",
            type=float,
            default=1.0,
            low=0.0,
            high=100.0,
            sentence="How many times as important it is to find positive rows as not to raise false alarms.",
        ),
    ),
    rows=parts,
    finish=ratio,
    answers_fault=no_positive,
    example=Example(
        answers="id,cancer\na,1\nb,0\nc,1\n",
        submission="id,cancer\na,0.8\nb,0.4\nc,0.5\n",
        value=26 / 37,
        words="The positive rows were given 0.8 + 0.5 = 1.3 and all rows 1.7; two rows are positive. "
        "Twice 1.3 over 2 + 1.7 is 2.6 / 3.7 = 0.7027.",
    ),
)
