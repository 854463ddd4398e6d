"""A file of the inbox once it was gone through: a profile of each column, or why it could not be read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pyarrow as pa

from scoring.judging.problems import RefusedError
from scoring.judging.tables.numbers import value_of
from scoring.opening.plan import ColumnKind, FileFacts, FileRole, SentFile
from scoring.opening.profiles import ALL_COUNTED, MOST_COUNTED, Profile
from scoring.opening.reading import Rows, Tell, header, is_collection, read_rows, spoken

FEWEST_COUNTED = 100
NOT_OPENED = (FileRole.EXTRA, FileRole.PROBE)  # handed on as they are; probes are judged by the checklist
MAY_BE_COLLECTIONS = (FileRole.TRAIN, FileRole.TEST)
LONGEST_NAME = 200
ENOUGH_ROWS = 1_000
MOST_BLOCKS = 16
NAMES_FIRST = "The first line seems to hold data. Write the names of the columns into the first line of the file."


@dataclass(frozen=True)
class Sheet:
    file: SentFile
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    problem: str = ""

    @property
    def role(self) -> FileRole:
        return self.file.role

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.profiles)

    @property
    def rows(self) -> int:
        return next((profile.rows for profile in self.profiles.values()), 0)

    @property
    def facts(self) -> FileFacts:
        columns = tuple(profile.facts for profile in self.profiles.values())
        size = self.file.path.stat().st_size
        return FileFacts(self.role, self.file.name, size, self.rows, columns, self.problem)


def is_opened(file: SentFile) -> bool:
    return file.role not in NOT_OPENED and not (file.role in MAY_BE_COLLECTIONS and is_collection(file.path))


def look(file: SentFile, tell: Tell) -> Sheet:
    if not is_opened(file):
        return Sheet(file)
    try:
        profiles = profiles_of(file, tell)
    except RefusedError as refusal:
        return Sheet(file, problem=spoken(refusal))
    # The names would then be cells, and perhaps answers: none of them is kept.
    return Sheet(file, problem=NAMES_FIRST) if is_data(profiles) else Sheet(file, profiles)


def profiles_of(file: SentFile, tell: Tell) -> dict[str, Profile]:
    names = header(file.path)
    most = max(FEWEST_COUNTED, min(MOST_COUNTED, ALL_COUNTED // len(names)))
    profiles = {name: Profile(name, most) for name in names}
    for some in bundles(read_rows(file.path, tell=tell)):
        spaced = any(b" " in rows.block.text or b"\t" in rows.block.text for rows in some)
        for name, profile in profiles.items():
            profile.add(pa.concat_arrays([rows.cells(name) for rows in some]), spaced=spaced)
    return profiles


def bundles(blocks: Iterable[Rows]) -> Iterator[list[Rows]]:
    """Blocks of few but wide rows are taken together: with 1,776 columns that is five times as fast."""
    some: list[Rows] = []
    for rows in blocks:
        some.append(rows)
        if sum(map(len, some)) >= ENOUGH_ROWS or len(some) == MOST_BLOCKS:
            yield some
            some = []
    if some:
        yield some


def is_data(profiles: Mapping[str, Profile]) -> bool:
    """Whether the names of the columns look like a row of the table."""
    return (
        numbers_that_do_not_count(tuple(profiles))
        or any(len(name) > LONGEST_NAME for name in profiles)
        or any(
            profile.kind is ColumnKind.LABEL and profile.distinct.holds(profile.name) for profile in profiles.values()
        )
    )


def numbers_that_do_not_count(names: Sequence[str]) -> bool:
    """Columns may be called 0, 1, 2 …, as those of pictures are. Other numbers are cells."""
    values = [value for name in names if (value := value_of(name)) is not None]
    if not values:
        return False
    counting = all(after == before + 1 for before, after in pairwise(values))
    return not counting or not values[0].is_integer() or len(names) == len(values) < 3
