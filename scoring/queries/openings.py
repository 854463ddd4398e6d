"""What the pages of an opening show."""

from dataclasses import dataclass
from typing import Any

from competition.models.competitions import Competition
from competition.queries.competitions import anybody_accepted
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.openings import InboxFile, Job, Opening, Task
from scoring.opening.plan import FileRole, Item, State, Understood, Way
from scoring.queries.inputs import fingerprint
from scoring.rules.frozen import why_frozen
from scoring.rules.mending import Place, place_to_mend
from scoring.rules.steps import steps
from scoring.rules.understood import Seen, seen
from scoring.rules.ways import ASKED_FOR

PARTS = ("train", "public", "private", "ignored")


def opening_of(competition: Competition) -> Opening:
    """The one there is, or an empty one that is not stored yet."""
    found = Opening.objects.filter(competition=competition).first() or Opening(competition=competition)
    found.competition = competition
    return found


@dataclass(frozen=True)
class Work:
    """The newest job: under way, failed, or nothing to speak of."""

    busy: Job | None = None
    failed: Job | None = None


def work_of(opening: Opening) -> Work:
    newest = opening.jobs.first() if opening.pk else None
    if newest is None:
        return Work()
    if newest.state in UNFINISHED:
        return Work(busy=newest)
    return Work(failed=newest) if newest.state == WorkState.FAILED else Work()


def frame(opening: Opening) -> dict[str, Any]:
    """What every page of an opening shows above its own matter."""
    work = work_of(opening)
    busy, failed = (Task(job.task) if job else None for job in (work.busy, work.failed))
    published = opening.competition.published_at is not None
    begun = published and anybody_accepted(opening.competition)
    taken = steps(opening, busy, failed)
    return {
        "opening": opening,
        "work": work,
        "steps": taken,
        "next": next((step for step in taken if step.state in {"now", "failed"}), None),
        "frozen": why_frozen(published=published, begun=begun),
    }


@dataclass(frozen=True)
class Sent:
    """What came in, and what is still wanted."""

    data: list[InboxFile]
    probes: list[InboxFile]
    wanted: list[FileRole]


def sent(opening: Opening) -> Sent:
    files = list(opening.files.all()) if opening.pk else []
    there = {file.role for file in files}
    return Sent(
        data=[file for file in files if file.role != FileRole.PROBE],
        probes=[file for file in files if file.role == FileRole.PROBE],
        wanted=[role for role in ASKED_FOR[Way(opening.way)] if role.value not in there],
    )


def understood(opening: Opening) -> Understood | None:
    return None if opening.understood is None else Understood.from_plain(opening.understood)


def seen_of(opening: Opening) -> Seen | None:
    found = understood(opening)
    return None if found is None else seen(found)


@dataclass(frozen=True)
class Line:
    item: Item
    place: Place


def checklist(opening: Opening) -> dict[str, Any]:
    items = [Item.from_plain(item) for item in opening.checklist or []]
    lines = {
        state.value: [Line(item, place_to_mend(item.id, Way(opening.way))) for item in items if item.state is state]
        for state in State
    }
    rows = (opening.made or {}).get("rows", {})
    return {
        "parts": [(part, rows[part]) for part in PARTS if rows.get(part)],
        "lines": lines,
        "checked": bool(items),
        "stale": bool(items) and opening.checked_for != fingerprint(opening, Task.CHECK),
    }
