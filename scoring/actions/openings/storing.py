"""The worker's side. What was worked out is stored where the claim still holds and nothing that it rests on has
changed meanwhile; otherwise it comes to nothing, and whoever overtook it goes on."""

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from django.db import transaction
from django.utils import timezone

from competition.actions.files import add_data_file
from competition.actions.log import By
from competition.uploads import ReceivedFile
from scoring import claims
from scoring.actions.openings.asking import ask
from scoring.actions.openings.drafts import note
from scoring.actions.openings.failing import locked_job
from scoring.claims import Claim
from scoring.models.keys import AnswerKey
from scoring.models.openings import Job, Task
from scoring.opening.plan import Choices, Item, Made, State, Understood
from scoring.queries.inputs import fingerprint
from scoring.received import received
from scoring.rules.fitting import fits
from scoring.rules.public_files import about
from scoring.shelves import answers

FIRST_VERSION = 1
DONE: dict[str, Any] = {"percent": 100, "doing": ""}


@transaction.atomic
def store_understood(*, claim: Claim[Job], understood: Understood, seen: str) -> bool:
    job = _still_wanted(claim, seen)
    if job is None:
        return False
    opening, by = job.opening, By(job.asked_by)
    opening.understood = understood.as_plain()
    if opening.choices and not fits(Choices.from_plain(opening.choices), understood):
        opening.choices = None
    opening.save(update_fields=["understood", "choices"])
    claims.finish(claim, **DONE)
    told = {"files": len(understood.files), "problems": len(understood.problems)}
    note(by, "opening's files understood", opening, after=told)
    if opening.made:  # only a probe came or went
        ask(opening, Task.CHECK, by)
    return True


def store_made(*, claim: Claim[Job], made: Made, seen: str) -> bool:
    """The bytes first: putting them on a shelf twice is the same as once. Then the rows, all or none."""
    size = made.answers.stat().st_size
    key = {"sha256": answers.put(made.answers), "size": size, "rows": dict(made.rows)}
    with ExitStack() as held:
        uploads = {name: held.enter_context(received(path, name)) for name, path in made.public.items()}
        return _list_made(claim, seen, uploads, key)


@transaction.atomic
def _list_made(claim: Claim[Job], seen: str, uploads: Mapping[str, ReceivedFile], key: dict[str, Any]) -> bool:
    job = _still_wanted(claim, seen)
    if job is None:
        return False
    opening, by, now = job.opening, By(job.asked_by), timezone.now()
    for name, upload in uploads.items():
        add_data_file(competition=opening.competition, by=by, upload=upload, name=name, about=about(name), now=now)
    choices = opening.chosen
    judged_by = {"metric": choices.metric, "parameters": choices.parameters, "columns": choices.columns}
    AnswerKey.objects.update_or_create(
        competition=opening.competition,
        version=FIRST_VERSION,
        defaults=key | judged_by | {"active": True, "made_by": job.asked_by, "made_at": now},
    )
    opening.made = {"rows": key["rows"], "files": sorted(uploads)}
    opening.save(update_fields=["made"])
    claims.finish(claim, **DONE)
    note(by, "competition's files made", opening, after=opening.made)
    ask(opening, Task.CHECK, by)
    return True


@transaction.atomic
def store_checklist(*, claim: Claim[Job], items: list[Item], seen: str) -> bool:
    job = _still_wanted(claim, seen)
    if job is None:
        return False
    opening = job.opening
    opening.checklist = [item.as_plain() for item in items]
    opening.checked_at, opening.checked_for = timezone.now(), seen
    opening.save(update_fields=["checklist", "checked_at", "checked_for"])
    claims.finish(claim, **DONE)
    counts = {state.value: sum(item.state is state for item in items) for state in State}
    note(By(job.asked_by), "launch checklist gone through", opening, after=counts)
    return True


def _still_wanted(claim: Claim[Job], seen: str) -> Job | None:
    job = locked_job(claim.row.select_related("opening", "asked_by").first())
    if job is None or not claims.still_mine(claim):
        return None
    job.opening.refresh_from_db()
    if fingerprint(job.opening, Task(job.task)) != seen:
        claims.put_back(claim, attempts=0)
        return None
    return job
