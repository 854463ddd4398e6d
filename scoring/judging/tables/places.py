"""Which line of the file a row begins on. Rows are counted while blocks are read; lines are remembered only for blocks
in which a blank line or a line break inside a cell makes them differ."""

from bisect import bisect_right
from dataclasses import dataclass, field

from scoring.judging.arrays import Integers


@dataclass
class Places:
    first_rows: list[int] = field(default_factory=list)
    lines: list[int | Integers] = field(default_factory=list)  # of the first row, or of every row
    rows: int = 0

    def add(self, rows: int, lines: int | Integers) -> None:
        self.first_rows.append(self.rows)
        self.lines.append(lines)
        self.rows += rows

    def line(self, row: int) -> int:
        number = bisect_right(self.first_rows, row) - 1
        within, lines = row - self.first_rows[number], self.lines[number]
        return lines + within if isinstance(lines, int) else int(lines[within])
