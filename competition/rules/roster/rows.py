from dataclasses import dataclass, field
from typing import Literal

Form = Literal["holdout", "canvas"]


@dataclass(frozen=True, slots=True)
class Row:
    """One student as the file names them. `section` is None where the file has no such column."""

    line: int
    name: str
    email: str
    roster_id: str = ""
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was not understood. What it says about the person is kept: nobody is dropped for a spelling."""

    line: int
    column: str
    what: str
    remedy: str
    name: str = ""
    email: str = ""
    roster_id: str = ""

    @classmethod
    def of(cls, row: Row, column: str, what: str, remedy: str) -> "Problem":
        return cls(row.line, column, what, remedy, name=row.name, email=row.email, roster_id=row.roster_id)


@dataclass(frozen=True, slots=True)
class Reading:
    form: Form
    rows: list[Row]
    problems: list[Problem]
    notes: list[str] = field(default_factory=list)


class RosterRefusedError(Exception):
    """The file as a whole can't be read. Line and column are empty where the fault has no such place."""

    def __init__(self, what: str, remedy: str, *, line: int | None = None, column: str = "") -> None:
        super().__init__(what, remedy)
        self.what, self.remedy, self.line, self.column = what, remedy, line, column

    def __str__(self) -> str:
        column = f"column “{self.column}”" if self.column else ""
        place = ", ".join(filter(None, [f"line {self.line}" if self.line else "", column]))
        return f"{place[:1].upper()}{place[1:]}{': ' if place else ''}{self.what} {self.remedy}"
