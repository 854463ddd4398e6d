"""Files as an instructor sends them, and what came of them."""

import csv
from collections.abc import Sequence
from pathlib import Path

from scoring.opening.making import make
from scoring.opening.plan import Choices, FileRole, Made, SentFile, Way

Table = list[dict[str, str]]


def quiet(percent: int, doing: str) -> None:
    """For tests that do not ask how far the work is."""


def sent(folder: Path, role: FileRole, content: str | bytes, name: str | None = None) -> SentFile:
    folder.mkdir(exist_ok=True)
    path = folder / (name or f"{role}.csv")
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return SentFile(role, path.name, path)


def table(header: str, rows: Sequence[object]) -> str:
    return "\n".join([header, *(",".join(map(str, row)) if isinstance(row, tuple) else str(row) for row in rows), ""])


def cut(folder: Path, content: str | bytes, choices: Choices, *others: SentFile) -> Made:
    files = [sent(folder, FileRole.LABELLED, content), *others]
    return make(Way.CUT, files, choices, folder / "made", quiet)


def take(folder: Path, choices: Choices, *files: SentFile) -> Made:
    return make(Way.FILES, files, choices, folder / "made", quiet)


def rows_of(path: Path) -> Table:
    with path.open(newline="") as stream:
        return list(csv.DictReader(stream))


def column(path: Path, name: str) -> list[str]:
    return [row[name] for row in rows_of(path)]
