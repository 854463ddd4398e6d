"""What a team has sent."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from scoring.models.claimable import WorkState
from scoring.models.finals import Pick
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission, Voiding
from scoring.queries.worth import worths_of
from scoring.rules.counting import is_late
from teams.models.teams import Team
from teams.queries.teams import closes_at


@dataclass(frozen=True)
class Line:
    submission: Submission
    state: str
    score: str  # empty without one, and on a ladder where it was no significant gain
    void: bool
    late: bool
    slot: int | None  # of the team's picks


def has_sent(team: Team) -> bool:
    """Anything at all, whatever became of it."""
    return Submission.objects.filter(team=team).exists()


def sent_by(team: Team) -> QuerySet[Submission]:
    return Submission.objects.filter(team=team).select_related("author")


def lines(team: Team, submissions: Iterable[Submission], key: AnswerKey | None) -> list[Line]:
    """In as many queries for one as for many."""
    listed, close = list(submissions), closes_at(team)
    worths = worths_of(team, key, close)
    states = dict(Judgement.objects.filter(submission__in=listed, key=key).values_list("submission_id", "state"))
    slots = dict(Pick.objects.filter(submission__in=listed).values_list("submission_id", "slot"))
    voids = set(Voiding.objects.filter(submission__in=listed).values_list("submission_id", flat=True))
    return [
        Line(
            submission=submission,
            state=states.get(submission.pk, WorkState.QUEUED),
            score=worths.text(submission.pk),
            void=submission.pk in voids,
            late=is_late(submission.received_at, close),
            slot=slots.get(submission.pk),
        )
        for submission in listed
    ]
