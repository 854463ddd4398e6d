"""Which files have not been looked through for traces of probing yet, and what they are compared with."""

from datetime import timedelta
from itertools import takewhile

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from competition.models.competitions import Competition
from scoring.models.boards import Standing
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.probes import ProbeWatch
from scoring.models.submissions import Submission
from scoring.queries.judgements import A_FEW, live_waiting
from teams.models.teams import TeamKind

SETTLED = timedelta(seconds=10)  # whatever came in before is in the database
AT_ONCE = 50
LOOKED_BACK = 5  # files of the same team
NEIGHBOURS = 5  # to either side: a copy has nearly the same score


def competitions_to_look_through() -> list[int]:
    """Whoever waits for a score comes first."""
    if live_waiting().count() > A_FEW:
        return []
    newest = Submission.objects.filter(competition=OuterRef("pk")).order_by("-received_at", "-pk").values("pk")[:1]
    moved = Q(probe_watch=None) | ~Q(probe_watch__submission=F("newest"))
    scored = Competition.objects.filter(answer_keys__active=True).annotate(newest=Subquery(newest))
    return list(scored.filter(moved, newest__isnull=False).values_list("pk", flat=True))


def unlooked(key: AnswerKey) -> list[Submission]:
    """The oldest first, as far as they are judged."""
    rows = Submission.objects.filter(competition=key.competition_id, received_at__lt=Now() - SETTLED)
    watch = ProbeWatch.objects.filter(competition=key.competition_id).select_related("submission").first()
    if watch:
        seen = watch.submission
        after = Q(received_at__gt=seen.received_at) | Q(received_at=seen.received_at, pk__gt=seen.pk)
        rows = rows.filter(after, received_at__gte=seen.received_at)
    found = list(rows.select_related("team", "competition").order_by("received_at", "pk")[:AT_ONCE])
    waiting = Judgement.objects.filter(submission__in=found, key=key, state__in=UNFINISHED)
    unfinished = set(waiting.values_list("submission_id", flat=True))
    return list(takewhile(lambda row: row.pk not in unfinished, found))


def earlier_own(submission: Submission) -> list[Submission]:
    """The newest first."""
    return list(_before(submission).filter(team=submission.team_id).order_by("-received_at", "-pk")[:LOOKED_BACK])


def sent_before(submission: Submission) -> bool:
    """By the team itself: the same file tells it nothing new."""
    return _before(submission).filter(team=submission.team_id, sha256=submission.sha256).exists()


def same_file_elsewhere(submission: Submission) -> Submission | None:
    """The first team's that sent it."""
    elsewhere = submission.competition.teams.filter(kind=TeamKind.STUDENT).exclude(pk=submission.team_id)
    same = _before(submission).filter(team__in=elsewhere, sha256=submission.sha256)
    return same.order_by("received_at", "pk").first()


def neighbours(submission: Submission, key: AnswerKey, place: float) -> list[Submission]:
    """The best files of the teams that stand nearest, as far as they were there before."""
    teams = Standing.objects.filter(key=key, late=False, benchmark=False, listed=True).exclude(team=submission.team_id)
    above = teams.filter(order__lt=place).order_by("-order", "-reached_at")[:NEIGHBOURS]
    below = teams.filter(order__gte=place).order_by("order", "reached_at")[:NEIGHBOURS]
    near = [row.submission_id for row in (*above, *below)]
    return list(_before(submission).filter(pk__in=near).order_by("received_at", "pk"))


def benchmark_files(key: AnswerKey) -> QuerySet[Submission]:
    """What everybody may have started from."""
    return Submission.objects.filter(
        team__competition=key.competition_id, team__kind=TeamKind.BENCHMARK, judgements__key=key,
        judgements__state=WorkState.DONE,
    )  # fmt: skip


def public_value(submission: Submission, key: AnswerKey) -> float | None:
    done = Judgement.objects.filter(submission=submission, key=key, state=WorkState.DONE)
    return done.values_list("public_value", flat=True).first()


def _before(submission: Submission) -> QuerySet[Submission]:
    moment = submission.received_at
    earlier = Q(received_at__lt=moment) | Q(received_at=moment, pk__lt=submission.pk)
    return Submission.objects.filter(earlier, competition=submission.competition_id)
