"""Every metric by its id. A new one is a new file in a family's folder and a line in that family's catalogue."""

from scoring.judging.metrics.binary import catalogue as binary
from scoring.judging.metrics.images import catalogue as images
from scoring.judging.metrics.labels import catalogue as labels
from scoring.judging.metrics.lists import catalogue as lists
from scoring.judging.metrics.metric import Metric
from scoring.judging.metrics.probabilities import catalogue as probabilities
from scoring.judging.metrics.regression import catalogue as regression
from scoring.judging.metrics.text import catalogue as text

FAMILIES: dict[str, tuple[Metric, ...]] = {
    "Numbers": regression.METRICS,
    "Two classes, scores and probabilities": binary.METRICS,
    "Class labels": labels.METRICS,
    "Several columns of probabilities": probabilities.METRICS,
    "Lists, rankings and sets": lists.METRICS,
    "Text": text.METRICS,
    "Masks and boxes": images.METRICS,
}
METRICS: dict[str, Metric] = {metric.id: metric for family in FAMILIES.values() for metric in family}
