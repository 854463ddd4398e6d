"""A line of the final board, as everybody in the course may see it once the results are out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from competition.rules.spreadsheet import csv_line, safe_cell
from scoring.judging.standings import Medal


@dataclass(frozen=True)
class FinalLine:
    team: int
    name: str
    rank: int | None  # None: a benchmark, or disqualified
    private: str  # cut to the competition's digits; empty where the metric says nothing
    public: str
    public_rank: int | None
    medal: Medal | None = None
    benchmark: bool = False
    disqualified: bool = False
    reason: str = ""  # why it was disqualified: for the staff

    @property
    def moved(self) -> int | None:
        """Ranks gained from the public board to the private one."""
        return self.public_rank - self.rank if self.rank and self.public_rank else None

    @property
    def fell(self) -> int:
        return -(self.moved or 0)

    @property
    def classes(self) -> str:
        return "benchmark" if self.benchmark else self.medal.value if self.medal else ""


COLUMNS = ("rank", "team", "kind", "private", "public", "public_rank", "moved", "medal")


def facts(line: FinalLine) -> dict[str, Any]:
    """For files and programs. Scores are text, cut as on the page."""
    kind = "benchmark" if line.benchmark else "disqualified" if line.disqualified else "team"
    return {
        "rank": line.rank,
        "team": line.name,
        "kind": kind,
        "private": line.private or None,
        "public": line.public or None,
        "public_rank": line.public_rank,
        "moved": line.moved,
        "medal": line.medal and line.medal.value,
    }


def as_csv(lines: Iterable[FinalLine]) -> Iterator[str]:
    yield csv_line(COLUMNS)
    for line in lines:
        told = facts(line) | {"team": safe_cell(line.name)}
        yield csv_line(told.values())
