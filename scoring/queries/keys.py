"""What everybody may know of how a competition is scored."""

from dataclasses import dataclass
from typing import Any

from competition.models.competitions import Competition
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Metric
from scoring.models.keys import AnswerKey
from scoring.rules.examples import Worked, worked_example


@dataclass(frozen=True)
class Setting:
    name: str
    value: Any
    sentence: str


@dataclass(frozen=True)
class ScoredBy:
    metric: Metric
    example: Worked
    settings: list[Setting]


def active_key(competition: Competition) -> AnswerKey | None:
    return AnswerKey.objects.filter(competition=competition, active=True).first()


def scored_by(competition: Competition) -> ScoredBy | None:
    """None while nothing is scored. How many rows are public, or which, is not here."""
    key = AnswerKey.objects.filter(competition=competition, active=True).only("metric", "parameters").first()
    metric = METRICS.get(key.metric) if key else None
    if key is None or metric is None:
        return None
    values = metric.settle(key.parameters)
    settings = [Setting(knob.name, values[knob.name], first_sentence(knob.sentence)) for knob in metric.knobs]
    return ScoredBy(metric, worked_example(metric), [setting for setting in settings if setting.value is not None])


def first_sentence(text: str) -> str:
    """What follows it tells an instructor when to set it."""
    first, stop, _ = text.partition(". ")
    return first + stop.strip()
