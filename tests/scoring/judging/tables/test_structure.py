"""Where records begin and end, against a reading letter by letter; and that it does not matter how a file is cut."""

import csv
import io
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from scoring.judging.problems import RefusedError
from scoring.judging.tables.blocks import Block, blocks
from scoring.judging.tables.limits import Limits
from scoring.judging.tables.structure import (
    as_bytes,
    count_line_ends,
    has_short_lines,
    last_free_end,
    longest_cell,
    misplaced_quote,
    records,
)

TEXTS = some.text('ab ",\n\r\té', max_size=30).map(str.encode)
CELLS = some.text('ab ",\n\r\t', max_size=4)


def cell(text: str, always: bool) -> str:
    return '"' + text.replace('"', '""') + '"' if always or set(text) & set('",\n\r') else text


ROWS = some.tuples(
    some.lists(some.builds(cell, CELLS, some.booleans()), max_size=3), some.sampled_from(["\n", "\r\n", "\r"])
)
SOUND_TEXTS = some.lists(ROWS, max_size=6).map(
    lambda rows: "".join(",".join(cells) + end for cells, end in rows).encode()
)


@dataclass
class ByHand:
    """The text gone through letter by letter."""

    text: bytes
    records: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    fault: int | None = None  # the place of the first misplaced quote
    free_end: int = 0  # behind the last line end outside quotes of which nothing more can come
    unclosed: bool = False
    lines: int = 0

    def __post_init__(self) -> None:
        self.begin, self.first_line, self.commas = 0, 0, 0
        place, quoted, begins_cell = 0, False, True
        while place < len(self.text) and self.fault is None:
            letter, pair = self.text[place : place + 1], self.text[place : place + 2]
            width = 2 if pair == b"\r\n" or (quoted and pair == b'""') else 1
            ends_line = letter in b"\r\n"
            if letter == b'"' and width == 1:
                follows = self.text[place + 1 : place + 2]
                good = follows in (b"", b",", b"\n", b"\r") if quoted else begins_cell
                self.fault = None if good else place
                quoted = not quoted
            elif ends_line and not quoted:
                self.end_record(place, place + width)
                if pair != b"\r":
                    self.free_end = place + width
            elif letter == b"," and not quoted:
                self.commas += 1
            begins_cell = letter in b",\r\n"
            self.lines += ends_line
            place += width
            if ends_line and not quoted:
                self.first_line = self.lines
        self.unclosed = quoted
        if self.begin < len(self.text):
            self.end_record(len(self.text), len(self.text))

    def end_record(self, end: int, following: int) -> None:
        if self.commas or self.text[self.begin : end].strip(b" \t"):
            self.records.append((self.begin, end, following, self.first_line, self.commas + 1))
        self.begin, self.commas = following, 0


def as_found(text: bytes) -> list[tuple[int, int, int, int, int]]:
    found = records(as_bytes(text))
    columns = (found.begins, found.ends, found.nexts, found.lines, found.cells)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@settings(deadline=None)
@given(SOUND_TEXTS)
def test_records_of_sound_texts_are_those_read_by_hand(text: bytes) -> None:
    by_hand = ByHand(text)
    assert (by_hand.fault, by_hand.unclosed) == (None, False)
    assert as_found(text) == by_hand.records
    assert last_free_end(text) == by_hand.free_end
    assert (misplaced_quote(as_bytes(text)), text.count(b'"') % 2) == (None, 0)


@settings(deadline=None)
@given(TEXTS)
def test_a_fault_is_found_where_reading_by_hand_finds_it(text: bytes) -> None:
    by_hand = ByHand(text)
    assert misplaced_quote(as_bytes(text)) == by_hand.fault
    if by_hand.fault is None:
        assert text.count(b'"') % 2 == by_hand.unclosed
        assert last_free_end(text) == by_hand.free_end
        assert as_found(text) == by_hand.records
        assert count_line_ends(text) == by_hand.lines


@settings(deadline=None)
@given(SOUND_TEXTS)
def test_the_standard_library_finds_the_same_cells(text: bytes) -> None:
    rows = csv.reader(io.StringIO(text.decode(), newline=""), strict=True)
    counts = [cells for *_, cells in as_found(text)]
    assert [count for count in counts if count > 1] == [len(row) for row in rows if len(row) > 1]


LIMITS = Limits()


def cut(text: bytes, places: list[int]) -> list[bytes]:
    bounds = [0, *sorted(place % (len(text) + 1) for place in places), len(text)]
    return [text[begin:end] for begin, end in pairwise(bounds)]


def outcome(pieces: list[bytes], limits: Limits = LIMITS) -> list[tuple[int, bytes]] | str:
    """Every record with its line, or the refusal."""
    try:
        found = list(blocks(pieces, limits))
    except RefusedError as refusal:
        return f"{refusal.category} {refusal.problems[0].row}"
    assert b"".join(block.text for block in found) == b"".join(pieces)
    assert all(block == Block.of(block.text, block.line) for block in found)
    return [
        (block.line + line, block.text[begin:end]) for block in found for begin, end, _, line, _ in as_found(block.text)
    ]


@settings(deadline=None)
@given(TEXTS | SOUND_TEXTS, some.lists(some.integers(0, 99), max_size=8))
def test_it_does_not_matter_how_a_file_is_cut(text: bytes, places: list[int]) -> None:
    assert outcome(cut(text, places)) == outcome([text])
    assert outcome([text[place : place + 1] for place in range(len(text))]) == outcome([text])


@settings(deadline=None)
@given(some.text('a,\n\r"', max_size=60).map(str.encode), some.sampled_from([16, 32]))
def test_no_line_is_longer_than_short_lines_are(text: bytes, longest: int) -> None:
    lines = text.split(b"\n")
    if has_short_lines(as_bytes(text), longest):
        assert max(map(len, lines)) <= longest
    if max(map(len, lines)) <= longest // 2 - 1:
        assert has_short_lines(as_bytes(text), longest)


@settings(deadline=None)
@given(some.text("a,\n\r", max_size=60))
def test_the_longest_cell_is_measured(text: str) -> None:
    cells = text.replace("\r", ",").replace("\n", ",").split(",")
    assert longest_cell(as_bytes(text.encode())) == max(map(len, cells))


SHORT = replace(Limits(), record=20)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (b"id,x\n" + b"a" * 21, "too_large 2"),
        (b'id,x\n"' + b"\n" * 20, "unparseable 2"),
        (b'id,x\n"a,1\n"b,2\nc,3\nd,4\ne,5\n', "unparseable 3"),
        (b'id,x\n"a' + b"a" * 40, "too_large 2"),
        (b'id,x\n"' + b"a\n" * 12 + b'",1\n', "unparseable 2"),
    ],
)
def test_a_record_has_a_greatest_length(text: bytes, wrong: str) -> None:
    pieces = [text[place : place + 4] for place in range(0, len(text), 4)]
    assert outcome(pieces, SHORT) == wrong


def test_a_file_may_be_longer_than_its_longest_record() -> None:
    text = b"id,x\n" * 9 + b"a" * 20
    assert outcome([text[place : place + 4] for place in range(0, len(text), 4)], SHORT) == outcome([text])
