"""Files that wait to be judged, and a look at what became of them."""

from datetime import datetime, timedelta
from typing import Any

from scoring.actions.judging.working import judge_one
from scoring.models.boards import Standing
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from teams.models.teams import Team
from tests.factories import NOW, make_submission, predictions


def waiting(team: Team, content: bytes | None = None, *, at: datetime = NOW, **fields: Any) -> Judgement:
    """Of a file that the team's captain sent."""
    captain = team.memberships.select_related("enrolment__user").first()
    assert captain
    content = predictions() if content is None else content
    submission = make_submission(team, captain.enrolment.user, content, at=at, state=WorkState.QUEUED, **fields)
    return submission.judgements.get()


def judged(team: Team, content: bytes | None = None, *, at: datetime = NOW, **fields: Any) -> Judgement:
    judgement = waiting(team, content, at=at, **fields)
    judge_one(judgement_pk=judgement.pk)
    judgement.refresh_from_db()
    return judgement


def after(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def board(key: AnswerKey, *, late: bool = False) -> list[tuple[str, float, int]]:
    """Team, value, entries; best first."""
    rows = Standing.objects.filter(key=key, late=late, listed=True).order_by("order", "reached_at", "submission")
    return [(row.team.name, row.value, row.entries) for row in rows.select_related("team")]
