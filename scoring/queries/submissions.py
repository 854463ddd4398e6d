"""All that may be said of a submission to the team that sent it. Of the private rows that is nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from competition.access import Viewer
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.finals import Pick
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission, Voiding
from scoring.queries.keys import active_key
from scoring.queries.queue import Place, place_of
from scoring.queries.scores import Score, score_of
from scoring.queries.worth import worths_of
from scoring.rules.counting import is_late, why_not_counted
from scoring.rules.kinds import first_of_each, kind
from scoring.rules.picks import why_not_this
from scoring.rules.stages import ENDS, Stage, Way, stages
from teams.access import teams
from teams.queries.teams import closes_at

SHOWN_PROBLEMS = 20
GAIN_TAKES = timedelta(seconds=10)  # at most, after the score; where the rows do not tell, it never comes


@dataclass(frozen=True)
class Refusal:
    """Some problems in full, of each kind the first; `kinds` counts all of them."""

    problems: list[Mapping[str, Any]]
    kinds: list[tuple[str, int]]

    @classmethod
    def told(cls, problems: Mapping[str, Any]) -> "Refusal":
        # Of kinds as frequent as each other, the one that is told first: PostgreSQL keeps no order within an object.
        order = list(dict.fromkeys([*(each["category"] for each in problems["problems"]), *sorted(problems["counts"])]))
        counts = sorted(problems["counts"].items(), key=lambda each: (-int(each[1]), order.index(each[0])))
        told = first_of_each(problems["problems"], SHOWN_PROBLEMS)
        return cls(told, [(kind(category), count) for category, count in counts])

    @property
    def total(self) -> int:
        return sum(count for _, count in self.kinds)


@dataclass(frozen=True)
class Shown:
    submission: Submission
    state: str
    judged_at: datetime | None
    place: Place | None  # in line
    score: Score | None
    refusal: Refusal | None
    late: bool
    not_counted: str  # why; empty where it counts
    slot: int | None  # of the team's picks
    why_not_picked: str  # empty where it may be picked
    mine: bool  # of a team that the viewer is on

    @property
    def final(self) -> bool:
        return self.state not in UNFINISHED

    def awaits_gain(self, now: datetime) -> bool:
        gain = self.score.gain if self.score else None
        asked = gain is not None and gain.better and gain.real is None
        return asked and self.judged_at is not None and now - self.judged_at < GAIN_TAKES

    @property
    def stages(self) -> list[Stage]:
        way = Way(
            zone=self.submission.competition.course.zone,
            state=self.state,
            received_at=self.submission.received_at,
            judged_at=self.judged_at,
            position=self.place.position if self.place else 0,
            seconds=self.place.seconds if self.place else None,
            late=self.late,
        )
        return list(stages(way))

    @property
    def said(self) -> str:
        """The result, for those who do not see the page change."""
        if self.score:
            return f"Scored: {self.score.text or 'no significant gain'}"
        return f"{ENDS[WorkState(self.state)]}: not counted" if self.final else ""


def shown(submission: Submission, viewer: Viewer) -> Shown:
    """By the key that counts."""
    team, key = submission.team, active_key(submission.competition)
    close, judgement = closes_at(team), judgement_of(submission, key)
    state = judgement.state if judgement else WorkState.QUEUED
    void = Voiding.objects.filter(submission=submission).values_list("reason", flat=True).first() or ""
    late = is_late(submission.received_at, close)
    return Shown(
        submission=submission,
        state=state,
        judged_at=judgement.ended_at if judgement else None,
        place=place_of(judgement) if judgement and state == WorkState.QUEUED else None,
        score=score_of(judgement, worths_of(team, key, close)) if judgement and state == WorkState.DONE else None,
        refusal=Refusal.told(judgement.problems) if judgement and judgement.problems else None,
        late=late,
        not_counted=why_not_counted(state, void=void, late=late, team=team),
        slot=Pick.objects.filter(submission=submission).values_list("slot", flat=True).first(),
        why_not_picked=why_not_this(state, voided=bool(void)),
        mine=teams(viewer).filter(pk=team.pk).exists(),
    )


def just_sent(submission: Submission) -> Shown:
    """To whom sent it, before anybody can have judged it: nothing has to be looked up but the close."""
    late = is_late(submission.received_at, closes_at(submission.team))
    return Shown(
        submission=submission,
        state=WorkState.QUEUED,
        judged_at=None,
        place=None,
        score=None,
        refusal=None,
        late=late,
        not_counted=why_not_counted(WorkState.QUEUED, void="", late=late, team=submission.team),
        slot=None,
        why_not_picked=why_not_this(WorkState.QUEUED, voided=False),
        mine=True,
    )


def judgement_of(submission: Submission, key: AnswerKey | None) -> Judgement | None:
    return Judgement.objects.select_related("key").filter(submission=submission, key=key).first() if key else None


def state_of(submission: Submission) -> str:
    """By the key that counts. Where none does, the file waits."""
    judgement = judgement_of(submission, active_key(submission.competition))
    return judgement.state if judgement else WorkState.QUEUED
