"""One record becomes a person, a problem, or (for the lines that Canvas adds) nothing or a note."""

import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from competition.rules.roster.headers import Columns
from competition.rules.roster.rows import Problem, Row

# As wide as the table's columns.
WIDTHS = {"name": 150, "email": 254, "roster_id": 80, "section": 120}
TEST_STUDENT = "Student, Test"
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
valid_email = EmailValidator()


@dataclass(frozen=True)
class Person:
    row: Row
    completed: bool = False


def our_person(columns: Columns, line: int, cells: list[str]) -> Person | Problem:
    values = _values(columns, cells)
    return _wrong_width(columns, line, cells, values) or _person(columns, line, values)


def canvas_person(columns: Columns, line: int, cells: list[str], mail_domain: str) -> Person | Problem | str | None:
    """None for the lines that are about assignments, a note for Canvas's test student."""
    values = _values(columns, cells)
    if _about_assignments(values, cells):
        return None
    if values["name"] == TEST_STUDENT and "@" not in values["email"]:
        return f"Canvas's test student on line {line} was left out."
    values["name"] = _first_name_first(values["name"])
    login, completed = values["email"], False
    if login and "@" not in login and mail_domain:
        values["email"], completed = f"{login}@{mail_domain}", True
    wrong = _wrong_width(columns, line, cells, values)
    if not wrong and "@" not in values["email"]:
        wrong = _no_address(columns, line, values)
    person = wrong or _person(columns, line, values)
    return Person(person.row, completed) if isinstance(person, Person) else person


def _values(columns: Columns, cells: list[str]) -> dict[str, str]:
    cell = {meaning: _tidy(cells[place]) for meaning, place in columns.places.items() if place < len(cells)}
    name = cell.get("name") or f"{cell.get('first', '')} {cell.get('last', '')}".strip()
    values = {meaning: cell.get(meaning, "") for meaning in ("email", "roster_id", "section")}
    return values | {"name": name, "email": values["email"].lower()}


def _tidy(cell: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", cell)).strip()


def _first_name_first(name: str) -> str:
    """Canvas sorts by "Last, First". A second comma ("Doe, Jr., Jane") leaves doubt: then the name stays as it is."""
    parts = [part.strip() for part in name.split(",")]
    return f"{parts[1]} {parts[0]}".strip() if len(parts) == 2 else name


def _about_assignments(values: dict[str, str], cells: list[str]) -> bool:
    if values["roster_id"] or values["email"]:
        return False
    blank_or_told = {"", "muted", "manual posting"}
    return cells[0].strip().startswith("Points Possible") or all(
        cell.strip().casefold() in blank_or_told for cell in cells
    )


def _person(columns: Columns, line: int, values: dict[str, str]) -> Person | Problem:
    for meaning, value in values.items():
        fault = _fault(meaning, value)
        if fault:
            return _problem(line, _title(columns, meaning), fault, values)
    section = values["section"] if "section" in columns.places else None
    return Person(Row(line, values["name"], values["email"], values["roster_id"], section))


def _fault(meaning: str, value: str) -> tuple[str, str] | None:
    if len(value) > WIDTHS[meaning]:
        return f"{len(value)} characters are too many; {WIDTHS[meaning]} is the most.", "Shorten it."
    if any(character in BIDI or unicodedata.category(character) == "Cc" for character in value):
        return "There is a character in it that can't be shown.", "Type it anew."
    if meaning == "name" and not value:
        return "The name is empty.", "Fill it in."
    if meaning == "email" and not value:
        return "The e-mail address is empty.", "Fill it in: people sign in with it."
    if meaning == "email" and not _is_address(value):
        return f"“{value}” is not an e-mail address.", "Correct it: it must look like name@example.edu."
    return None


def _is_address(text: str) -> bool:
    try:
        valid_email(text)
    except ValidationError:
        return False
    return True


def _wrong_width(columns: Columns, line: int, cells: list[str], values: dict[str, str]) -> Problem | None:
    width = len(columns.header)
    if len(cells) == width or (len(cells) > width and not any(map(str.strip, cells[width:]))):
        return None
    what = f"The line has {len(cells)} cells and the header {width}."
    return _problem(line, "", (what, "Look for a comma too many or too few; a name with a comma needs quotes."), values)


def _no_address(columns: Columns, line: int, values: dict[str, str]) -> Problem:
    login = values["email"]
    what = f"The login “{login}” is no e-mail address." if login else "The login is empty, so there is no address."
    remedy = (
        "Set the course's mail domain in its settings and upload the file again, or write the address into this cell."
    )
    return _problem(line, columns.title("email"), (what, remedy), values)


def _title(columns: Columns, meaning: str) -> str:
    return columns.title(meaning if meaning in columns.places else "last")


def _problem(line: int, column: str, fault: tuple[str, str], values: dict[str, str]) -> Problem:
    what, remedy = fault
    kept = {meaning: values[meaning][: WIDTHS[meaning]] for meaning in ("name", "email", "roster_id")}
    return Problem(line, column, what, remedy, **kept)
