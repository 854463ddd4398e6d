"""How the cells of one column become an array. Each column can be read in two ways that agree on every cell: `take` is
quick and gives up at anything unusual, `look` goes through such a block and says what is wrong with which cell."""

from collections.abc import Callable
from typing import Protocol

import pyarrow as pa

from scoring.judging.arrays import Array
from scoring.judging.problems import Category

Complain = Callable[[Category, Array, Callable[[int], tuple[str, str]]], None]
"""Category, the cells it is about, and the message and remedy for one of them."""


class Column(Protocol):
    type: pa.DataType
    is_text: bool  # a cell may be as long as a text

    def take(self, cells: pa.Array) -> Array | None: ...

    def look(self, cells: pa.StringArray, complain: Complain) -> Array: ...


MakeColumn = Callable[[], Column]
