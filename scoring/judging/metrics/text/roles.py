"""The columns of every metric of texts. A blank cell is a text without words."""

from scoring.judging.metrics.metric import Kind, Role

TRUE_TEXT = Role(name="target", kind=Kind.TEXT, blank=True, holds="the true text")
PREDICTED_TEXT = Role(name="prediction", kind=Kind.TEXT, blank=True, same_as="target", holds="the predicted text")

TRUE_ITEMS = Role(name="target", kind=Kind.TEXT, blank=True, holds="the true items in order, separated by blanks")
PREDICTED_ITEMS = Role(
    name="prediction",
    kind=Kind.TEXT,
    blank=True,
    same_as="target",
    holds="the predicted items in order, separated by blanks",
)
