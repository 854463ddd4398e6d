"""A score beside the best before it, each with its interval, drawn to one scale."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from scoring.queries.scores import Score
from scoring.rules.pictures import Scale, common_scale, interval_bar


@dataclass(frozen=True)
class Bar:
    label: str
    score: Score
    picture: SafeString | str


def bars(score: Score | None) -> list[Bar]:
    if score is None or not score.text:
        return []
    compared = [("This file", score), ("Your best before", score.before)]
    drawn = [(label, each) for label, each in compared if each]
    scale = common_scale(_bounds(each) for _, each in drawn if each.low and each.high)
    return [Bar(label, each, _picture(each, scale)) for label, each in drawn]


def _bounds(score: Score) -> tuple[float, float]:
    """From the digits that are shown: a picture is no way to more of them."""
    return float(score.low), float(score.high)


def _picture(score: Score, scale: Scale | None) -> SafeString | str:
    if scale is None or not (score.low and score.high):
        return ""
    return interval_bar(float(score.text), _bounds(score), scale, f"95 % interval: {score.low} to {score.high}")
