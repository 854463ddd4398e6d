"""How a proposal ends: as a rescoring, for which every submission is judged in the dark, or with what to mend."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from competition.actions.log import By, record
from scoring import claims
from scoring.actions.openings.drafts import lock
from scoring.actions.rescorings.chains import start_chains
from scoring.claims import Claim
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import KeyProposal, Rescoring
from scoring.opening.correcting import Differences
from scoring.queries.keys import active_key
from scoring.queries.rescorings import not_asked_for

AT_ONCE = 1_000
OVERTAKEN = "Meanwhile submissions are scored by other answers. Propose yours again if they still fit."


@dataclass(frozen=True)
class NewKey:
    sha256: str
    size: int
    rows: Mapping[str, int]


@transaction.atomic
def begin(*, claim: Claim[KeyProposal], key: NewKey, found: Differences) -> Rescoring | None:
    """All submissions or none. One that comes in meanwhile waits for the lock, and then asks for both scores itself."""
    proposal = _held(claim)
    if proposal is None:
        return None
    if active_key(proposal.competition) != proposal.replaces:
        fail(claim=claim, error=OVERTAKEN)
        return None
    rescoring = Rescoring.objects.create(
        competition=proposal.competition,
        key=_stored(key, proposal),
        replaces=proposal.replaces,
        reason=proposal.reason,
        asked_by=proposal.asked_by,
    )
    waiting = [Judgement(submission_id=pk, key=rescoring.key) for pk in not_asked_for(rescoring)]
    Judgement.objects.bulk_create(waiting, batch_size=AT_ONCE)
    claims.finish(claim, found=found.as_plain(), rescoring=rescoring)
    told = {"version": rescoring.key.version, "submissions": len(waiting), **found.as_plain()}
    _note(proposal, "rescoring begun", told)
    start_chains(rescoring)
    return rescoring


@transaction.atomic
def fail(*, claim: Claim[KeyProposal], error: str) -> bool:
    proposal = _held(claim)
    if proposal is None or not claims.finish(claim, state=WorkState.FAILED, error=error):
        return False
    _note(proposal, "answer key not read", {"error": error})
    return True


@transaction.atomic
def give_up(*, proposal: KeyProposal) -> bool:
    """After the last attempt."""
    ours = (
        f"This is our fault, not that of your file: reading it was begun {proposal.attempts} times and never ended. "
        f"Send it once more; if it fails again, tell whoever runs this site that it was proposal {proposal.pk}."
    )
    if not claims.give_up(claims.spent(KeyProposal).filter(pk=proposal.pk), error=ours):
        return False
    _note(proposal, "answer key not read", {"error": ours})
    return True


def _held(claim: Claim[KeyProposal]) -> KeyProposal | None:
    """The competition before the row, as in every deed on its answers: two of them never wait for each other."""
    proposal = claim.row.select_related("replaces", "asked_by").first()
    if proposal is None:
        return None
    proposal.competition = lock(proposal.competition_id)
    return proposal if claims.still_mine(claim) else None


def _stored(key: NewKey, proposal: KeyProposal) -> AnswerKey:
    keys = AnswerKey.objects.filter(competition=proposal.competition)
    newest: int = keys.aggregate(newest=Max("version"))["newest"]
    return AnswerKey.objects.create(
        competition=proposal.competition,
        version=newest + 1,
        metric=proposal.metric,
        parameters=proposal.parameters,
        columns=proposal.columns,
        sha256=key.sha256,
        size=key.size,
        rows=dict(key.rows),
        made_by=proposal.asked_by,
    )


def _note(proposal: KeyProposal, action: str, after: Mapping[str, object]) -> None:
    competition = proposal.competition
    record(
        by=By(proposal.asked_by),
        action=action,
        subject=competition.slug,
        course=competition.course,
        after=after,
        reason=proposal.reason,
    )
