"""What everybody may know of how a competition is scored."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from competition.models.competitions import Competition
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Metric
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import Rescoring, RescoringState
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


def keys_to_judge_by(competition: Competition) -> list[AnswerKey]:
    """The one that counts, and one that may replace it."""
    coming = Rescoring.objects.filter(competition=competition, state=RescoringState.JUDGING).values("key")
    return list(AnswerKey.objects.filter(Q(active=True) | Q(pk__in=coming), competition=competition))


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
