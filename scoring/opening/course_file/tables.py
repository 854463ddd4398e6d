"""Taking the keys of a TOML table one by one. What is of the wrong kind, missing or unknown is complained of, and the
reading goes on: whoever wrote the file hears of everything at once."""

from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from scoring.opening.course_file.values import Complaint

KINDS: dict[type, str] = {
    str: "text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a day such as 2026-08-24",
    list: "a list of texts in [ ]",
    dict: "a table",
}
TIME = "Write a day and a time, such as 2026-09-01 09:00, in quotes."
TIMES = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z")


class Table:
    def __init__(self, plain: Any, key: str, folder: Path, complaints: list[Complaint]) -> None:
        self.key, self.folder, self.complaints = key, folder, complaints
        self.left = dict(plain) if isinstance(plain, Mapping) else {}
        self.known: list[str] = []
        if not isinstance(plain, Mapping):
            self.complain("", f"This must be a table. Write [{key}] above its keys.")

    def complain(self, name: str, text: str) -> None:
        self.complaints.append(Complaint(f"{self.key}.{name}".strip("."), text))

    def take(self, name: str, kind: type, *, needed: bool = False) -> Any:
        """None where it is not there or of the wrong kind."""
        self.known.append(name)
        if name not in self.left:
            if needed:
                self.complain(name, f"This is needed. Write {KINDS[kind]}.")
            return None
        value = self.left.pop(name)
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind or (isinstance(value, list) and not all(isinstance(each, str) for each in value)):
            self.complain(name, f"This is {value!r}. Write {KINDS[kind]}.")
            return None
        return value

    def table(self, name: str) -> "Table | None":
        self.known.append(name)
        if name not in self.left:
            return None
        return Table(self.left.pop(name), f"{self.key}.{name}".strip("."), self.folder, self.complaints)

    def texts(self, name: str, *, needed: bool = False) -> tuple[str, ...]:
        """One text may stand without brackets."""
        if isinstance(self.left.get(name), str):
            self.left[name] = [self.left[name]]
        return tuple(self.take(name, list, needed=needed) or ())

    def time(self, name: str) -> datetime | None:
        self.known.append(name)
        value = self.left.pop(name, None)
        if value is None or isinstance(value, datetime):
            return value
        for pattern in TIMES if isinstance(value, str) else ():
            try:
                return datetime.strptime(value.strip(), pattern)  # noqa: DTZ007 - on the wall of the course's zone
            except ValueError:
                continue
        self.complain(name, f"This is {str(value)!r}. {TIME}")
        return None

    def file(self, name: str, path: str) -> Path | None:
        """Relative to the course file."""
        found = self.folder / path
        if found.is_file():
            return found
        self.complain(name, f"There is no file {found}. Paths begin at the folder of the course file.")
        return None

    def long_text(self, name: str) -> str | None:
        """Inline, or { file = "evaluation.md" }."""
        if not isinstance(self.left.get(name), Mapping):
            text: str | None = self.take(name, str)
            return text
        inner = self.table(name)
        assert inner
        path = inner.take("file", str, needed=True)
        inner.end()
        found = self.file(name, path) if path else None
        return self.content(name, found) if found else None

    def content(self, name: str, path: Path) -> str | None:
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self.complain(name, f"{path} is not UTF-8. Save it as UTF-8 text.")
            return None

    def end(self) -> None:
        """Whatever was not taken is unknown: a slip of the pen must not pass for a wish."""
        for name in self.left:
            close = get_close_matches(name, self.known, 1)
            meant = f"Did you mean “{close[0]}”?" if close else f"Known here: {', '.join(self.known)}."
            self.complain(name, f"There is no such key. {meant}")
