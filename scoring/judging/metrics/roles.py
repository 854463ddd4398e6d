"""Columns that many metrics share."""

from scoring.judging.metrics.metric import Kind, Role

TRUE_NUMBER = Role(name="target", kind=Kind.NUMBER, holds="the true number")
PREDICTED_NUMBER = Role(name="prediction", kind=Kind.NUMBER, same_as="target", holds="the predicted number")

TRUE_BINARY = Role(name="target", kind=Kind.BINARY, holds="which of two classes is true")
PREDICTED_SCORE = Role(
    name="prediction",
    kind=Kind.NUMBER,
    same_as="target",
    holds="any number that is larger where the positive class is likelier",
)
PREDICTED_PROBABILITY = Role(
    name="prediction",
    kind=Kind.NUMBER,
    same_as="target",
    low=0.0,
    high=1.0,
    holds="the probability of the positive class",
)
PREDICTED_BINARY = Role(
    name="prediction", kind=Kind.BINARY, same_as="target", holds="which of the two classes is predicted"
)

TRUE_LABEL = Role(name="target", kind=Kind.LABEL, holds="the true class")
PREDICTED_LABEL = Role(name="prediction", kind=Kind.LABEL, same_as="target", holds="the predicted class")

TRUE_CLASS = Role(
    name="target", kind=Kind.CLASS, holds="the true class: one column, or one column of 0 and 1 for each class"
)
PREDICTED_PROBABILITIES = Role(
    name="prediction",
    kind=Kind.NUMBER,
    many=True,
    same_as="target",
    low=0.0,
    holds="one column of probabilities for each class",
)
