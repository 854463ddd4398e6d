"""Every submission of a class, as its staff look for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from competition.models.competitions import Competition
from competition.models.courses import Enrolment
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission
from scoring.rules.days import this_day_at
from teams.models.teams import Team

STATES = {
    WorkState.QUEUED.value: "waiting",
    WorkState.RUNNING.value: "being scored",
    WorkState.DONE.value: "scored",
    WorkState.REFUSED.value: "refused",
    WorkState.FAILED.value: "our fault",
}
SEARCHED = ("team__name", "file_name", "author_name", "author__alias", "author__username")
TOOLBAR = ("q", "team", "state", "void")


@dataclass(frozen=True)
class Private:
    """A private score as the vault's copy has it: a value, or why there is none."""

    value: float | None
    problem: str


@dataclass(frozen=True)
class Line:
    submission: Any  # annotated below
    private: Private | None


def class_submissions(competition: Competition, key: AnswerKey | None) -> QuerySet[Submission]:
    """Newest first, each with what it is worth by the one key and with its author's real name."""
    judged = FilteredRelation("judgements", condition=Q(judgements__key=key.pk if key else None))
    return (
        Submission.objects.filter(competition=competition)
        .select_related("team", "author", "voiding")
        .annotate(judged=judged, author_name=_real_name(competition))
        .annotate(state=F("judged__state"), public_value=F("judged__public_value"))
        .order_by("-received_at", "-pk")
    )


def _real_name(competition: Competition) -> Coalesce:
    known = Enrolment.objects.filter(course=competition.course_id, user=OuterRef("author")).values("name")[:1]
    names = (NullIf(Subquery(known), Value("")), NullIf("author__name", Value("")))
    return Coalesce(*names, F("author__alias"), output_field=CharField())


def found(rows: QuerySet[Submission], chosen: Mapping[str, str]) -> QuerySet[Submission]:
    """`chosen` is what the page's toolbar says; what makes no sense filters nothing."""
    for word in chosen.get("q", "").split()[:5]:
        rows = rows.filter(_any_holds(word))
    if team := _number(chosen.get("team", "")):
        rows = rows.filter(team=team)
    if chosen.get("state") in STATES:
        rows = rows.filter(Q(state=chosen["state"]))
    if chosen.get("void") in {"yes", "no"}:
        rows = rows.filter(voiding__isnull=chosen["void"] == "no")
    return rows


def _number(typed: str) -> int | None:
    """As databases count rows; a longer one is no row's."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


def _any_holds(word: str) -> Q:
    number = _number(word)
    held = Q(pk=number) if number else Q()
    for name in SEARCHED:
        held |= Q(**{f"{name}__icontains": word})
    return held


def lines(rows: Iterable[Submission], private: Mapping[str, Mapping[str, Any]] | None) -> list[Line]:
    """`private` is what a preview holds, by the number of the submission."""
    return [Line(row, _private(private.get(str(row.pk))) if private else None) for row in rows]


def _private(held: Mapping[str, Any] | None) -> Private | None:
    return Private(held.get("value"), held.get("problem") or "") if held else None


@dataclass(frozen=True)
class Counts:
    """Today's by the course's zone; what waits or was our fault, of all days."""

    today: int
    teams_today: int
    refused_today: int
    waiting: int
    our_fault: int


def counts(competition: Competition, key: AnswerKey | None, now: datetime) -> Counts:
    today = Q(received_at__gte=this_day_at(now, competition.course.zone))
    found = class_submissions(competition, key).aggregate(
        today=Count("pk", filter=today),
        teams_today=Count("team", filter=today, distinct=True),
        refused_today=Count("pk", filter=today & Q(state=WorkState.REFUSED)),
        waiting=Count("pk", filter=Q(state__in=UNFINISHED)),
        our_fault=Count("pk", filter=Q(state=WorkState.FAILED)),
    )
    return Counts(**found)


def teams_with_files(competition: Competition) -> QuerySet[Team]:
    sent = Submission.objects.filter(competition=competition)
    return Team.objects.filter(pk__in=sent.values("team")).order_by("name", "pk")


def judgements_of(submission: Submission) -> QuerySet[Judgement]:
    """By each answer key that counted or may come to count, the newest first."""
    return Judgement.objects.filter(submission=submission).select_related("key").order_by("-key__version")
