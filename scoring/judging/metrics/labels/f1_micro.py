from scoring.judging.metrics.labels.accuracy import right
from scoring.judging.metrics.metric import Direction, Example, Metric
from scoring.judging.metrics.roles import PREDICTED_LABEL, TRUE_LABEL

F1_MICRO = Metric(
    id="f1_micro",
    title="Micro F1",
    sentence="The share of rows whose class is exactly right: with one class for each row this is the accuracy.",
    direction=Direction.HIGHER,
    best=1.0,
    worst=0.0,
    answers=(TRUE_LABEL,),
    predictions=(PREDICTED_LABEL,),
    # Pooled over classes, every wrong row is one class missed and one class named wrongly: 2r / (2r + w + w) = r / n.
    rows=right,
    example=Example(
        answers="id,animal\na,cat\nb,dog\nc,dog\n",
        submission="id,animal\na,cat\nb,cat\nc,dog\n",
        value=2 / 3,
        words="Two rows are right. The wrong one is a dog missed and a cat named wrongly: "
        "2 · 2 / (2 · 2 + 1 + 1) = 0.6667.",
    ),
)
