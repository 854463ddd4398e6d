"""What decides whether a team may send a file now."""

from datetime import datetime, timedelta

from competition import access
from competition.access import Viewer
from competition.models.competitions import Competition, RulesAcceptance
from competition.queries.competitions import newest_rules
from scoring.models.boards import LateUploads
from scoring.models.claimable import WorkState
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission
from scoring.queries.settings import board_settings
from scoring.rules.counting import is_late
from scoring.rules.entry import Entry
from teams.models.teams import Team
from teams.queries.teams import closes_at

REFUSED_AN_HOUR = 30
AN_HOUR = timedelta(hours=1)


def entry(user: Viewer, team: Team, key: AnswerKey | None, now: datetime) -> Entry:
    close = closes_at(team)
    return Entry(
        team=team,
        now=now,
        closes_at=close,
        accepted=_accepted(user, team.competition),
        scored=key is not None,
        # Of what is in time nobody asks. A rush before the close is where each question counts.
        late_uploads=board_settings(team.competition).late_uploads if is_late(now, close) else LateUploads.PRACTICE,
    )


def _accepted(user: Viewer, competition: Competition) -> bool:
    """The newest rules. Staff need not, and are asked for last: few who send are staff."""
    accepted = RulesAcceptance.objects.filter(user=user.pk, rules=newest_rules(competition)).exists()
    return accepted or access.staffs(user, competition.course)


def refused_until(team: Team, key: AnswerKey, now: datetime) -> datetime | None:
    """A refused file gives its seat back, so refusals are limited apart: this is when the next may come."""
    refused = Submission.objects.filter(
        team=team, received_at__gt=now - AN_HOUR, judgements__key=key, judgements__state=WorkState.REFUSED
    ).order_by("-received_at")
    oldest = refused.values_list("received_at", flat=True)[REFUSED_AN_HOUR - 1 : REFUSED_AN_HOUR].first()
    return oldest + AN_HOUR if oldest else None


def same_file(team: Team, key: AnswerKey, sha256: str) -> Submission | None:
    """The newest of the team with these bytes. One that failed through our fault is no reason against another."""
    for earlier in Submission.objects.filter(team=team, sha256=sha256):
        if not earlier.judgements.filter(key=key, state=WorkState.FAILED).exists():
            return earlier
    return None


def first_answer(team: Team, request_id: str) -> Submission | None:
    """What the same request was answered with before."""
    return Submission.objects.filter(team=team, request_id=request_id).first()
