"""What the pages of an answer key show, and what its workers look for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from competition.models.competitions import Competition
from scoring import claims
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.finals import Reveal
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import DarkChain, KeyProposal, Rescoring, RescoringState
from scoring.models.submissions import Submission
from scoring.queries.judgements import dark_waiting
from scoring.queries.standings import IN_ORDER, listed
from scoring.rules.what_if import Change, Held, changes, movers
from teams.models.teams import Team

FINAL = (WorkState.DONE, WorkState.REFUSED)
MOST_MOVERS, MOST_FAILED = 5, 20
SILENT_FOR = timedelta(seconds=10)


def unread_proposal(competition: Competition) -> KeyProposal | None:
    return competition.key_proposals.filter(state__in=UNFINISHED).first()


def newest_proposal(competition: Competition) -> KeyProposal | None:
    return competition.key_proposals.select_related("asked_by").first()


def open_rescoring(competition: Competition) -> Rescoring | None:
    return competition.rescorings.filter(state=RescoringState.JUDGING).select_related("key").first()


def rescorings(competition: Competition) -> QuerySet[Rescoring]:
    return competition.rescorings.select_related("key", "replaces", "asked_by", "decided_by", "proposal")


def versions(competition: Competition) -> QuerySet[AnswerKey]:
    return competition.answer_keys.select_related("made_by", "rescoring")


def not_asked_for(rescoring: Rescoring) -> QuerySet[Submission, int]:
    asked = Judgement.objects.filter(submission=OuterRef("pk"), key=rescoring.key)
    sent = Submission.objects.filter(~Exists(asked), competition=rescoring.competition_id)
    return sent.order_by("pk").values_list("pk", flat=True)


# What workers look for.


def proposals_to_ring_for() -> list[int]:
    return list(claims.claimable(KeyProposal).order_by("pk").values_list("pk", flat=True))


def proposals_given_up() -> QuerySet[KeyProposal]:
    return claims.spent(KeyProposal).select_related("competition__course", "asked_by")


def silent_chains() -> QuerySet[DarkChain]:
    """Their worker died, or their message was lost; and there is something left to do."""
    waiting = dark_waiting().filter(key=OuterRef("rescoring__key"))
    return DarkChain.objects.filter(Exists(waiting), begun_at__lt=Now() - SILENT_FOR)


# How far a rescoring is.


@dataclass(frozen=True)
class Judged:
    """Submissions by what became of them, by the new key. `lost` had a score by the old, and are refused by the new."""

    total: int
    waiting: int
    failed: int
    lost: int
    gained: int
    changed: int

    @property
    def ended(self) -> int:
        return self.total - self.waiting


def judged(rescoring: Rescoring) -> Judged:
    old = Judgement.objects.filter(key=rescoring.replaces, submission=OuterRef("submission"))
    rows = Judgement.objects.filter(key=rescoring.key).annotate(
        was=Subquery(old.values("state")), old_value=Subquery(old.values("public_value"))
    )
    lost, gained = Q(was=WorkState.DONE, state=WorkState.REFUSED), Q(was=WorkState.REFUSED, state=WorkState.DONE)
    counts = rows.order_by().aggregate(
        total=Count("pk"),
        waiting=Count("pk", filter=Q(state__in=UNFINISHED)),
        failed=Count("pk", filter=Q(state=WorkState.FAILED)),
        lost=Count("pk", filter=lost),
        gained=Count("pk", filter=gained),
        changed=Count("pk", filter=Q(was=WorkState.DONE, state=WorkState.DONE) & ~Q(old_value=F("public_value"))),
    )
    return Judged(**counts)


def lagging(rescoring: Rescoring) -> QuerySet[Submission]:
    """Judged by the old key and not yet by the new: switching now would take a score from the board, or a refusal from
    its team. What has only just come in waits for both, and is in nobody's way."""
    by_new = Judgement.objects.filter(submission=OuterRef("pk"), key=rescoring.key, state__in=FINAL)
    by_old = Judgement.objects.filter(submission=OuterRef("pk"), key=rescoring.replaces, state__in=FINAL)
    return Submission.objects.filter(Exists(by_old), ~Exists(by_new), competition=rescoring.competition_id)


def failed(rescoring: Rescoring) -> QuerySet[Judgement]:
    return Judgement.objects.filter(key=rescoring.key, state=WorkState.FAILED)


# What would change.


def what_if(rescoring: Rescoring) -> list[Change]:
    before, after = (_held(key) for key in (rescoring.replaces_id, rescoring.key_id))
    names = Team.objects.filter(competition=rescoring.competition_id).values_list("pk", "name")
    return changes(dict(names), before, after)


def shown(rescoring: Rescoring) -> dict[str, Any]:
    """The comparison comes once everything is judged: half of it would be another board than the one to come."""
    found = judged(rescoring)
    rows = [] if found.waiting else what_if(rescoring)
    return {
        "judged": found,
        "rows": rows,
        "movers": movers(rows, MOST_MOVERS),
        "failed": list(failed(rescoring).select_related("submission__team").order_by("submission")[:MOST_FAILED]),
        "open": rescoring.state == RescoringState.JUDGING,
        "revealed": Reveal.objects.filter(competition=rescoring.competition_id, state=WorkState.DONE).exists(),
        "differences": rescoring.proposal.found if hasattr(rescoring, "proposal") else None,
    }


def _held(key_pk: int) -> dict[int, Held]:
    """The whole board by one key, best first."""
    rows = listed(key_pk).order_by(*IN_ORDER)
    held: dict[int, Held] = {}
    ranked = 0
    for team, value, benchmark in rows.values_list("team_id", "value", "benchmark"):
        ranked += not benchmark
        held[team] = Held(value, None if benchmark else ranked)
    return held
