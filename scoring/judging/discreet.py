"""Columns of an answer file. What is said of their cells names the place and never shows the cell: nothing that is said
about answers may hold one, whoever comes to read it."""

from collections.abc import Callable

import pyarrow as pa

from scoring.judging.arrays import Array
from scoring.judging.problems import Category, quoted
from scoring.judging.tables import numbers
from scoring.judging.tables.columns import Column, Complain


class Discreet:
    def __init__(self, column: Column) -> None:
        self.column, self.type, self.is_text = column, column.type, column.is_text

    def take(self, cells: pa.Array) -> Array | None:
        return self.column.take(cells)

    def look(self, cells: pa.StringArray, complain: Complain) -> Array:
        shown = numbers.trimmed(cells)

        def without_cells(category: Category, places: Array, describe: Callable[[int], tuple[str, str]]) -> None:
            def described(place: int) -> tuple[str, str]:
                message, remedy = describe(place)
                for cell in (cells[place].as_py(), shown[place].as_py()):
                    message = message.replace(quoted(cell), "The cell")
                return message, remedy

            complain(category, places, described)

        return self.column.look(cells, without_cells)
