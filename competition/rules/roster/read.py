"""A roster file becomes rows and problems. Two forms: ours, and Canvas's gradebook export as it is."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from competition.rules.roster.cells import Person, canvas_person, our_person
from competition.rules.roster.headers import OURS, Columns, recognise
from competition.rules.roster.lines import check_beginning, filled_records
from competition.rules.roster.rows import Problem, Reading, RosterRefusedError, Row

LARGEST = 2 * 2**20
MOST_ROWS = 5_000
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}


@dataclass
class Found:
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    completed: int = 0


def read_roster(path: Path, *, mail_domain: str = "", largest: int = LARGEST) -> Reading:
    check_beginning(path, largest=largest)
    separator, columns = _header(path)
    found = Found()
    with filled_records(path, separator) as filled:
        for line, cells in islice(filled, 1, None):
            _take(found, columns, line, cells, mail_domain)
            if len(found.rows) + len(found.problems) > MOST_ROWS:
                raise RosterRefusedError(
                    f"There are more than {MOST_ROWS:,} students.",
                    "Split the file, or look whether it is the right one.",
                    line=line,
                )
    if not found.rows and not found.problems:
        raise RosterRefusedError(
            "There is a header and no student below it.", "Export the roster again and upload the new file.", line=2
        )
    rows, repeated = _without_repeats(found.rows)
    problems = sorted([*found.problems, *repeated], key=lambda problem: problem.line)
    return Reading(columns.form, rows, problems, _notes(found, columns, separator, mail_domain))


def _header(path: Path) -> tuple[str, Columns]:
    """The separator is the one that yields a header we know; with any other the line stays in one piece."""
    faults: list[RosterRefusedError] = []
    for separator in SEPARATORS:
        try:
            with filled_records(path, separator) as filled:
                _, header = next(filled, (0, []))
            columns = recognise(header)
        except RosterRefusedError as fault:
            faults.append(fault)
            continue
        if columns:
            return separator, columns
    if faults:
        raise faults[0]
    raise RosterRefusedError(
        "No column holds the e-mail address, and it is no export of Canvas's gradebook.", OURS, line=1
    )


def _take(found: Found, columns: Columns, line: int, cells: list[str], mail_domain: str) -> None:
    if columns.form == "canvas":
        person = canvas_person(columns, line, cells, mail_domain)
    else:
        person = our_person(columns, line, cells)
    if isinstance(person, Person):
        found.completed += person.completed
        found.rows.append(person.row)
    elif isinstance(person, Problem):
        found.problems.append(person)
    elif person:
        found.notes.append(person)


def _without_repeats(rows: list[Row]) -> tuple[list[Row], list[Problem]]:
    """Which of two lines about one person is right would be a guess, so that neither is taken."""
    repeats: dict[int, Problem] = {}
    for meaning, said in (("email", "e-mail address"), ("roster_id", "roster id")):
        lines: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            if getattr(row, meaning):
                lines[getattr(row, meaning)].append(row)
        for same in (group for group in lines.values() if len(group) > 1):
            for row in same:
                others = " and ".join(str(other.line) for other in same if other is not row)
                repeats.setdefault(row.line, _repeated(row, said, others))
    return [row for row in rows if row.line not in repeats], list(repeats.values())


def _repeated(row: Row, said: str, others: str) -> Problem:
    what = f"The {said} stands on line {others} too."
    return Problem.of(row, said, what, "Keep one line for each person.")


def _notes(found: Found, columns: Columns, separator: str, mail_domain: str) -> list[str]:
    notes = [f"The columns are separated by {SEPARATORS[separator]}."] if separator != "," else []
    if columns.form == "canvas":
        notes.append(
            "This is Canvas's gradebook export. Canvas's ID is kept as the roster id; grades are not looked at."
        )
    elif columns.unused:
        titles = ", ".join(f"“{title[:40]}”" for title in columns.unused[:8])
        more = f" and {len(columns.unused) - 8} more" if len(columns.unused) > 8 else ""
        notes.append(f"Not used: the columns {titles}{more}.")
    if found.completed:
        logins = "login" if found.completed == 1 else "logins"
        notes.append(f"Completed with @{mail_domain}: {found.completed} {logins} without an @.")
    return notes + found.notes
