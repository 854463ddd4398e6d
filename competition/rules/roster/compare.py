"""What a roster would change. Pure: people as they are on one side, rows of a file on the other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from competition.rules.roster.rows import Problem, Row

FIELDS = ("name", "email", "roster_id", "section")


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who is or was in the course."""

    enrolment: int
    user: int
    email: str
    name: str = ""
    roster_id: str = ""
    section: str = ""
    student: bool = True
    active: bool = True
    from_roster: bool = True
    own_account: bool = False  # signed in before, or at home in another course: only the person changes the address


@dataclass(frozen=True, slots=True)
class Difference:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    row: Row
    present: Present
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    new: list[Row] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    returning: list[Change] = field(default_factory=list)
    unchanged: list[Change] = field(default_factory=list)
    dropped: list[Present] = field(default_factory=list)
    staff: list[Change] = field(default_factory=list)
    not_understood: list[Problem] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {name: len(getattr(self, name)) for name in self.__dataclass_fields__}

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.changed or self.returning or self.dropped)

    @property
    def drops_most(self) -> bool:
        """A file of one section, or of half a class, looks like this."""
        return len(self.dropped) > len(self.unchanged) + len(self.changed)

    def told(self) -> dict[str, Any]:
        """As plain values: what the page shows, and what a fingerprint is taken of."""
        return asdict(self)


def compare(
    rows: Sequence[Row],
    problems: Sequence[Problem],
    present: Iterable[Present],
    *,
    accounts: Mapping[str, int],
    drops_missing: bool,
) -> Comparison:
    """`accounts` tells whose the addresses of the rows are, in the whole site."""
    people = People(present)
    matched = [(row, people.find(row)) for row in rows]
    file = File(rows, accounts, _times(found for _, found in matched))
    result = Comparison(not_understood=list(problems))
    for row, found in matched:
        fault = _fault(row, found, people, file)
        if fault:
            result.not_understood.append(fault)
        else:
            _sort(result, row, found)
    if drops_missing:
        result.dropped.extend(_missing(people, [*rows, *problems]))
    result.not_understood.sort(key=lambda problem: problem.line)
    return result


class People:
    def __init__(self, present: Iterable[Present]) -> None:
        self.all = sorted(present, key=lambda person: person.enrolment)
        self.by_roster_id = {person.roster_id: person for person in self.all if person.roster_id}
        self.by_email = {person.email: person for person in self.all}

    def find(self, row: Row) -> Present | None:
        """The roster id counts before the address: an address changes, a roster id doesn't."""
        return (self.by_roster_id.get(row.roster_id) if row.roster_id else None) or self.by_email.get(row.email)


class File:
    """What a line must know about the others, and about the addresses that are taken on this site."""

    def __init__(self, rows: Sequence[Row], accounts: Mapping[str, int], times: Mapping[int, int]) -> None:
        self.lines = {row.email: row.line for row in rows}
        self.accounts, self.times = accounts, times


def _times(found: Iterable[Present | None]) -> dict[int, int]:
    times: dict[int, int] = defaultdict(int)
    for person in found:
        if person:
            times[person.enrolment] += 1
    return times


def _sort(result: Comparison, row: Row, found: Present | None) -> None:
    if found is None:
        result.new.append(row)
        return
    change = Change(row, found, _differences(row, found) if found.student else ())
    if not found.student:
        result.staff.append(change)
    elif not found.active:
        result.returning.append(change)
    elif change.differences:
        result.changed.append(change)
    else:
        result.unchanged.append(change)


def _differences(row: Row, found: Present) -> tuple[Difference, ...]:
    """What the file does not say stays: no section column, or an empty roster id."""
    said = {name: getattr(row, name) for name in FIELDS if name != "section" or row.section is not None}
    if not row.roster_id:
        del said["roster_id"]
    return tuple(
        Difference(name, getattr(found, name), value) for name, value in said.items() if value != getattr(found, name)
    )


def _missing(people: People, mentioned: Sequence[Row | Problem]) -> list[Present]:
    """Never staff, never somebody no roster ever named, and nobody whose line was merely not understood."""
    emails = {line.email for line in mentioned}
    roster_ids = {line.roster_id for line in mentioned}
    doubtful_names = {line.name for line in mentioned if isinstance(line, Problem) and line.name}
    return [
        person
        for person in people.all
        if person.student
        and person.active
        and person.from_roster
        and person.email not in emails
        and (not person.roster_id or person.roster_id not in roster_ids)
        and person.name not in doubtful_names
    ]


def _fault(row: Row, found: Present | None, people: People, file: File) -> Problem | None:
    if found is None or not found.student:
        return None
    if file.times[found.enrolment] > 1:
        return Problem.of(
            row,
            "",
            "Another line means the same person: one by the roster id, one by the address.",
            "Keep one line for each person.",
        )
    namesake = people.by_email.get(row.email)
    if namesake and namesake is not found:
        return Problem.of(
            row,
            "roster id",
            f"The roster id belongs to {_called(found)}, the e-mail address to {_called(namesake)}.",
            "Correct whichever is wrong in the file.",
        )
    return _address_fault(row, found, file) if row.email != found.email else None


def _address_fault(row: Row, found: Present, file: File) -> Problem | None:
    if found.email in file.lines:
        return Problem.of(
            row,
            "e-mail address",
            f"{_called(found)} would give up an address that line {file.lines[found.email]} names.",
            "Apply the two changes one after the other, in two files.",
        )
    if row.email in file.accounts:
        return Problem.of(
            row,
            "e-mail address",
            "Another account uses this address.",
            "Ask which of the two the student uses; then correct the file, or leave the address as it is.",
        )
    if found.own_account:
        return Problem.of(
            row,
            "e-mail address",
            f"The address differs from {found.email}, with which this student has signed in or takes another course. "
            "A roster may not take an account over.",
            "Write the known address into the file, or ask the student to add the new one on the account page.",
        )
    return None


def _called(person: Present) -> str:
    return person.name or person.email
