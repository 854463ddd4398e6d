"""A score as the team that got it may see it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.judging.metrics.catalogue import METRICS
from scoring.models.judgements import Judgement
from scoring.queries.worth import Worths
from scoring.rules.standing import Score as Best


@dataclass(frozen=True)
class Gain:
    """Over the team's best before. `real` where the public rows tell that it is more than chance; None where nobody
    has asked them."""

    text: str
    better: bool
    real: bool | None


@dataclass(frozen=True)
class Score:
    """Cut to the competition's digits: more of them would tell more about the answers. `text` is empty on a ladder
    that has nothing to say but that it was no significant gain."""

    text: str
    low: str = ""
    high: str = ""
    gain: Gain | None = None
    before: "Score | None" = None


def score_of(judgement: Judgement, worths: Worths) -> Score:
    worth = worths.by_submission.get(judgement.submission_id)
    if worth is None:  # out of the count: nothing climbs a ladder by it, and without one its score is no secret
        return Score("" if worths.ladder else worths.cut(judgement.public_value))
    score = Score(worths.cut(worth.value), worths.cut(worth.low), worths.cut(worth.high))
    if worth.against is None:
        return score
    before = Score(worths.cut(worth.against.value), worths.cut(worth.against.low), worths.cut(worth.against.high))
    difference = Decimal(score.text) - Decimal(before.text)
    return replace(score, before=before, gain=_gain(judgement, worth.against, difference, worths))


def _gain(judgement: Judgement, against: Best, difference: Decimal, worths: Worths) -> Gain:
    """The difference of the two scores as they are shown: the rest of their digits stays out of it."""
    assert judgement.public_value is not None, "it is scored"
    better = METRICS[judgement.key.metric].is_better(judgement.public_value, against.value)
    sign = "-" if difference < 0 else "+"
    return Gain(sign + worths.cut(abs(float(difference))), better, _is_real(judgement, against))


def _is_real(judgement: Judgement, against: Best) -> bool | None:
    """Worked out a moment after the score. It no longer says anything where the best before is another by now."""
    told = judgement.gain
    if not told or told["against"] != against.submission:
        return None
    return bool(told["low"] > 0 or told["high"] < 0)
