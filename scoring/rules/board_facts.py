"""What everybody may know of a board, as plain values: the same for the page, its files and programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from competition.rules.instants import iso
from competition.rules.spreadsheet import csv_line, safe_cell
from scoring.judging.standings import display
from scoring.rules.lines import Line

COLUMNS = (
    "rank", "benchmark", "team", "members", "score", "low", "high", "change", "medal", "entries", "last_at",
)  # fmt: skip


def facts(line: Line, digits: int) -> dict[str, Any]:
    """Scores are text, cut to the digits that the page shows: more of them would help to guess the answers."""
    low, high = (display(bound, digits) for bound in line.interval) if line.interval else (None, None)
    return {
        "rank": line.rank,
        "benchmark": line.rank is None,
        "team": line.name,
        "members": [member.alias for member in line.members],
        "score": line.score,
        "low": low,
        "high": high,
        "change": line.change,
        "medal": line.medal and line.medal.value,
        "entries": line.entries,
        "last_at": iso(line.last_at),
    }


def as_csv(lines: Iterable[Line], digits: int) -> Iterator[str]:
    yield csv_line(COLUMNS)
    for line in lines:
        told = facts(line, digits) | {"team": safe_cell(line.name)}
        yield csv_line(_cell(value) for value in told.values())


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return safe_cell(", ".join(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
