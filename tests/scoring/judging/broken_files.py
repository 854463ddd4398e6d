"""A good submission, broken in many ways."""

import gzip
from collections.abc import Callable, Iterator

from scoring.judging.metrics.metric import Kind, Role
from tests.scoring.judging.cases import Case, Rows, text_of

BAD_CELLS = (
    "", "nan", "-inf", "1e400", "1e308", "-1e308", "-0.25", "2.5", "7", "word", "1 2 3", "399 9", "5 2 5 2", "0 1",
    "cat 1 2", "cat 0.5 9 9 1 1", "1_000", "3,5", "50%", "٣", "True", "x" * 1_100, "x" * 140_000,
)  # fmt: skip
BAD_IDS = ("nan", "a stranger", "x" * 1_100)


def broken_files(case: Case) -> Iterator[bytes]:
    yield from (change(case.text.encode()) for change in OF_BYTES)
    yield from (text_of(change(case.submission)).encode() for change in OF_ROWS)
    for name in case.submission[0]:
        for cell in BAD_IDS if name == "id" else BAD_CELLS:
            yield text_of(with_cells(case.submission, name, cell, {0, 5})).encode()
        yield text_of(with_cells(case.submission, name, "0.5", {*range(len(case.submission))})).encode()


def with_cells(rows: Rows, name: str, cell: str, places: set[int]) -> Rows:
    return [{**row, name: cell} if place in places else row for place, row in enumerate(rows)]


OF_BYTES: tuple[Callable[[bytes], bytes], ...] = (
    lambda text: b"",
    lambda text: b"\n \n",
    lambda text: text.partition(b"\n")[0],
    lambda text: text.partition(b"\n")[2],
    lambda text: text[:-3],
    lambda text: text + b'"',
    lambda text: text + b"a\n",
    lambda text: text + b"a,b,c,d,e,f,g,h\n",
    lambda text: text.replace(b",", b";"),
    lambda text: text.replace(b"id", b"ID", 1),
    lambda text: text.replace(b"\n", b"\0\n", 3),
    lambda text: text + "é".encode("latin-1"),
    lambda text: text.decode().encode("utf-16"),
    lambda text: b"\x89PNG" + text,
    lambda text: b"PK\x03\x04" + text,
    lambda text: gzip.compress(text)[:-9],
    lambda text: text + text.partition(b"\n")[2] * 60,
)
OF_ROWS: tuple[Callable[[Rows], Rows], ...] = (
    lambda rows: rows[1:],
    lambda rows: rows + rows[:2],
    lambda rows: rows[1:] + rows[1:2],
    lambda rows: [{**rows[0], "id": "stranger"}, *rows[1:]],
    lambda rows: [{**rows[0], "id": ""}, *rows[1:]],
    lambda rows: [{**row, "more": "1"} for row in rows],
    lambda rows: [dict(list(row.items())[:-1]) for row in rows],
)


def far_out(role: Role) -> str:
    """A cell that a file may hold, of a value with which a score may be beyond measure."""
    if role.kind in (Kind.NUMBER, Kind.RATING):
        return f"{min(role.high, 1.7e308):.17g}"
    return {Kind.BINARY: "0", Kind.LABEL: "another"}.get(role.kind, "")
