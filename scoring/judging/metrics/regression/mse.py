import math

from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.regression.rmse import squared_errors
from scoring.judging.metrics.roles import PREDICTED_NUMBER, TRUE_NUMBER

MSE = Metric(
    id="mse",
    title="Mean squared error",
    sentence="The mean of the squared errors. One large error weighs more than many small ones.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,
    answers=(TRUE_NUMBER,),
    predictions=(PREDICTED_NUMBER,),
    rows=squared_errors,
    example=Example(
        answers="id,price\na,10\nb,20\nc,30\n",
        submission="id,price\na,12\nb,20\nc,26\n",
        value=20 / 3,
        words="The errors are 2, 0 and −4. Their squares are 4, 0 and 16: 20 / 3 = 6.6667.",
    ),
)
