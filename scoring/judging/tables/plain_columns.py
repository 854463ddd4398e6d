from functools import partial

from scoring.judging.metrics.metric import Kind, Role
from scoring.judging.tables.columns import MakeColumn
from scoring.judging.tables.number_column import NumberColumn
from scoring.judging.tables.text_columns import TextColumn


def maker_without_classes(role: Role) -> MakeColumn | None:
    """What makes the reader of a role's columns; None where the cells are labels, whose classes must be known."""
    if role.kind in (Kind.NUMBER, Kind.RATING):
        return partial(NumberColumn, role)
    return partial(TextColumn, role) if role.kind is Kind.TEXT else None
