"""All that a class has sent, as files and as a table that says whose they are."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from io import StringIO
from typing import Any

from competition.models.competitions import Competition
from competition.rules.instants import iso
from competition.rules.spreadsheet import safe_cell
from scoring.queries.class_submissions import STATES, class_submissions
from scoring.queries.keys import active_key
from scoring.rules.zip_names import zip_name
from scoring.shelves import submissions
from teams.models.teams import Membership

MISSING = "its bytes are missing"


@dataclass(frozen=True)
class Sent:
    """One line of the map."""

    submission: int
    file: str
    team: str
    members: str
    author: str
    received: datetime
    state: str
    public_score: float | None
    void: str
    sha256: str

    @property
    def is_there(self) -> bool:
        return self.file != MISSING


def everything_sent(competition: Competition) -> list[Sent]:
    """The oldest first. Members are those who were on the team when it sent the file."""
    known = _memberships(competition)
    rows: Any = class_submissions(competition, active_key(competition)).order_by("received_at", "pk")
    return [_sent(row, known[row.team_id]) for row in rows]


def _sent(row: Any, known: Iterable[Membership]) -> Sent:
    there = submissions.holds(row.sha256)
    return Sent(
        submission=row.pk,
        file=zip_name(row.team.name, row.pk, row.file_name) if there else MISSING,
        team=row.team.name,
        members=", ".join(name_of(one) for one in known if was_on(one, row.received_at)),
        author=row.author_name,
        received=row.received_at,
        state=STATES.get(row.state, ""),
        public_score=row.public_value,
        void=row.voiding.reason if hasattr(row, "voiding") else "",
        sha256=row.sha256,
    )


def _memberships(competition: Competition) -> defaultdict[int, list[Membership]]:
    known: defaultdict[int, list[Membership]] = defaultdict(list)
    for one in Membership.objects.filter(competition=competition).select_related("enrolment__user"):
        known[one.team_id].append(one)
    return known


def was_on(membership: Membership, at: datetime) -> bool:
    return membership.joined_at <= at and (membership.left_at is None or at < membership.left_at)


def name_of(membership: Membership) -> str:
    person = membership.enrolment
    return person.name or person.user.name or person.user.alias


def as_csv(rows: Iterable[Sent]) -> str:
    """Numbers stay numbers. Text is in quotes, and what a spreadsheet would take for a formula is made harmless."""
    written = StringIO()
    lines = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    lines.writerow([field.name for field in fields(Sent)])
    for row in rows:
        lines.writerow([_cell(value) for value in asdict(row).values()])
    # The mark tells spreadsheet programs that this is UTF-8.
    return "\ufeff" + written.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    return safe_cell(value) if isinstance(value, str) else value
