import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER


def shares_of_both(target: Floats, prediction: Floats) -> Floats:
    # Half of each, so that no sum leaves the range of a float; halving changes a ratio only below 1e-307.
    target, prediction = target / 2, prediction / 2
    sizes = np.abs(target) + np.abs(prediction)
    errors = np.abs(prediction - target)
    shares: Floats = np.divide(errors, sizes, out=np.zeros_like(sizes), where=sizes > 0)  # two zeros agree: 0
    return 200.0 * shares


SMAPE = Metric(
    id="smape",
    title="Symmetric mean absolute percentage error",
    sentence="Each error in percent of the mean of the true and the predicted size, from 0 to 200, on average.",
    direction=Direction.LOWER,
    best=0.0,
    worst=200.0,
    answers=(TRUE_NUMBER,),
    predictions=(PREDICTED_NUMBER,),
    rows=shares_of_both,
    example=Example(
        answers="id,sold\na,10\nb,0\nc,5\n",
        submission="id,sold\na,30\nb,0\nc,0\n",
        value=100.0,
        words="a is off by 20, and the mean of 10 and 30 is 20: 100 %. For b both are 0, which counts as 0 %. "
        "c is off by 5, and the mean of 5 and 0 is 2.5: 200 %. The mean of 100, 0 and 200 is 100.",
    ),
)
