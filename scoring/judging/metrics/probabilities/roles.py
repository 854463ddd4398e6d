"""Columns of 0 and 1, of which several may be 1 in a row, and the predictions for them."""

from scoring.judging.metrics.metric import Kind, Role

TRUE_COLUMNS = Role(name="target", kind=Kind.BINARY, many=True, holds="one column of 0 and 1 for each label")
PREDICTED_SCORES = Role(
    name="prediction",
    kind=Kind.NUMBER,
    many=True,
    same_as="target",
    holds="one column for each label: any number that is larger where the label is likelier",
)
PREDICTED_COLUMNS = Role(
    name="prediction",
    kind=Kind.NUMBER,
    many=True,
    same_as="target",
    low=0.0,
    high=1.0,
    holds="one column for each label: the probability that it is 1",
)
