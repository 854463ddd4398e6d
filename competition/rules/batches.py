from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
# SQLite and PostgreSQL both bound the number of values in a statement.
AT_ONCE = 500


def batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
