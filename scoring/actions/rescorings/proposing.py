"""Asking for another answer key. The file goes into the inbox unread; a worker holds it against the answers in use."""

from typing import Any

from django.db import transaction

from competition.actions.log import By, record
from competition.actions.refused import RefusedError
from competition.bell import ring
from competition.models.competitions import Competition
from competition.uploads import ReceivedFile
from scoring.actions.openings.drafts import lock
from scoring.models.rescorings import KeyProposal, RescoringState
from scoring.queries.keys import active_key
from scoring.queries.rescorings import unread_proposal
from scoring.rules.terms import alike
from scoring.shelves import inbox
from scoring.tasks.rescorings import read_answers

NOT_PUBLISHED = "This competition is a draft: change its answers on the page Data and metric."
UNDER_WAY = "A rescoring is under way. Apply or drop it first, then begin the next one."
BEING_READ = "The answers that were sent before are still being read. Wait until they are."
NOTHING_NEW = "Send corrected answers, or choose another metric, other settings or other columns."


def propose(
    *,
    competition: Competition,
    by: By,
    reason: str,
    metric: str,
    parameters: dict[str, Any],
    columns: dict[str, Any],
    upload: ReceivedFile | None = None,
) -> KeyProposal:
    terms = {"metric": metric, "parameters": parameters, "columns": columns, "reason": reason}
    if upload is None:
        return _propose(competition, by, terms)
    # Before the transaction: syncing a large file to disk takes longer than other writers should wait.
    return _propose(competition, by, terms | {"file_name": (upload.name or "")[-100:], "sha256": inbox.keep(upload)})


@transaction.atomic
def _propose(competition: Competition, by: By, values: dict[str, Any]) -> KeyProposal:
    stored = lock(competition.pk)
    key = active_key(stored)
    if stored.published_at is None or key is None:
        raise RefusedError(NOT_PUBLISHED)
    if stored.rescorings.filter(state=RescoringState.JUDGING).exists():
        raise RefusedError(UNDER_WAY)
    if unread_proposal(stored):
        raise RefusedError(BEING_READ)
    if "sha256" not in values and alike(values, vars(key)):
        raise RefusedError(NOTHING_NEW)
    assert by.user, "a proposal has somebody who asked for it"
    proposal = KeyProposal.objects.create(competition=stored, replaces=key, asked_by=by.user, **values)
    record(
        by=by,
        action="another answer key proposed",
        subject=stored.slug,
        course=stored.course,
        # Without the hash: the log is read by more people than may try it on guesses at the answers.
        after={"file": proposal.file_name, "metric": proposal.metric},
        reason=proposal.reason,
    )
    ring(read_answers, proposal.pk)
    return proposal
