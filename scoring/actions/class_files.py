from collections.abc import Generator, Iterable, Iterator
from functools import partial
from io import BytesIO

from competition.actions.log import By, record
from competition.models.competitions import Competition
from competition.queries.clock import database_now
from scoring.queries.class_files import Sent, as_csv, everything_sent
from scoring.shelves import submissions
from scoring.zipped import Member, zipped


def hand_out(*, competition: Competition, by: By) -> Generator[bytes]:
    """All files of the class in one archive. The line is written before the first byte goes out."""
    rows = everything_sent(competition)
    told = {"submissions": len(rows)}
    record(by=by, action="files downloaded", subject=competition.slug, course=competition.course, after=told)
    yield from zipped(_members(rows))


def _members(rows: Iterable[Sent]) -> Iterator[Member]:
    yield Member("map.csv", database_now(), partial(BytesIO, as_csv(rows).encode()))
    for row in rows:
        if row.is_there:
            yield Member(row.file, row.received, partial(submissions.open, row.sha256))
