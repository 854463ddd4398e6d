"""A metric's worked example, as small tables."""

import csv
from dataclasses import dataclass

from scoring.judging.metrics.metric import Metric


@dataclass(frozen=True)
class Worked:
    answers: list[list[str]]
    submission: list[list[str]]
    value: str
    words: str


def worked_example(metric: Metric) -> Worked:
    example = metric.example
    answers, submission = (list(csv.reader(text.splitlines())) for text in (example.answers, example.submission))
    return Worked(answers, submission, f"{example.value:.4f}", example.words)
