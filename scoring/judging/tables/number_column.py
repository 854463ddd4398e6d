import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Booleans, Floats
from scoring.judging.metrics.metric import Kind, Role
from scoring.judging.problems import Category, quoted
from scoring.judging.tables import numbers
from scoring.judging.tables.columns import Complain

FARTHEST = float(np.finfo(np.float64).max)


class NumberColumn:
    type = pa.float64()
    is_text = False

    def __init__(self, role: Role) -> None:
        self.low, self.high, self.above = max(role.low, -FARTHEST), min(role.high, FARTHEST), role.above
        self.whole = role.kind is Kind.RATING

    def take(self, cells: pa.DoubleArray) -> Floats | None:
        if cells.null_count:
            return None
        values: Floats = cells.to_numpy()
        lowest, highest = values.min(), values.max()  # not a number if any of them is not, and then no bound holds
        if not (self.low <= lowest and highest <= self.high and self.above < lowest):
            return None
        return None if self.whole and (values != np.floor(values)).any() else values

    def look(self, cells: pa.StringArray, complain: Complain) -> Floats:
        cells = numbers.trimmed(cells)
        good = numbers.grammatical(cells)
        values: Floats = numbers.parsed(pc.if_else(good, cells, "0")).to_numpy()
        formed, finite = good.to_numpy(zero_copy_only=False), np.isfinite(values)
        self.complain_of_cells(cells, formed, finite, complain)
        inside = (self.low <= values) & (values <= self.high) & (self.above < values)
        complain(
            Category.OUT_OF_RANGE,
            np.flatnonzero(formed & finite & ~inside),
            lambda place: (f"{quoted(cells[place].as_py())} is outside the range.", self.range_remedy),
        )
        if self.whole:
            complain(
                Category.INVALID_LABEL,
                np.flatnonzero(formed & finite & (values != np.floor(values))),
                lambda place: (f"{quoted(cells[place].as_py())} is not a whole number.", "Round to whole numbers."),
            )
        return values

    @staticmethod
    def complain_of_cells(cells: pa.StringArray, formed: Booleans, finite: Booleans, complain: Complain) -> None:
        """The three ways in which a cell is no finite number."""
        bad = np.flatnonzero(~(formed & finite))
        written = cells.take(pa.array(bad))
        absent = numbers.named(written, numbers.ABSENT)
        endless = formed[bad] | numbers.named(written, numbers.NOT_FINITE)
        for category, which in (
            (Category.NULL_VALUE, absent),
            (Category.NON_FINITE, endless),
            (Category.NOT_NUMERIC, ~absent & ~endless),
        ):
            complain(category, bad[which], lambda place: numbers.words_for(cells[place].as_py()))

    @property
    def range_remedy(self) -> str:
        if self.high < FARTHEST:
            return f"Give numbers from {self.low:g} to {self.high:g}."
        return (
            f"Give numbers above {self.above:g}." if self.above > -np.inf else f"Give numbers of at least {self.low:g}."
        )
