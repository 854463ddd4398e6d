import csv
import io
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pytest

from scoring.rules.annotations import PIECE, annotated, harmless, is_text, listed, named

NOT_A_NUMBER = {"row": 3, "message": "‘abc’ is not a number.", "remedy": "Write a number."}
MISSING = {"message": "The id ‘17’ is missing.", "remedy": "Add it."}


def marked(content: bytes, *problems: dict[str, Any]) -> str:
    return b"".join(annotated(lambda: BytesIO(content), problems)).decode("utf-8-sig")


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_each_line_gets_what_is_wrong_with_it_in_front() -> None:
    assert marked(b"id,label\n1,0\n2,abc\n", NOT_A_NUMBER) == (
        "what is wrong,id,label\n,1,0\n‘abc’ is not a number. Write a number.,2,abc\n"
    )


def test_two_problems_of_one_line_stand_together() -> None:
    again = NOT_A_NUMBER | {"message": "The id comes twice.", "remedy": "Remove one."}
    assert rows(marked(b"id,label\n1,0\n2,abc\n", NOT_A_NUMBER, again))[2] == [
        "‘abc’ is not a number. Write a number. / The id comes twice. Remove one.",
        "2",
        "abc",
    ]


def test_what_concerns_no_line_follows_at_the_end() -> None:
    for ending in (b"\n", b""):
        assert rows(marked(b"id,label\n1,0" + ending, MISSING))[2:] == [["The id ‘17’ is missing. Add it."]]


def test_nothing_is_lost_where_a_line_is_not_found() -> None:
    """As in a file whose lines end as they did on old Macs."""
    last = marked(b"id,label\r1,0\r2,abc", NOT_A_NUMBER).splitlines()[-1]
    assert last == "Line 3: ‘abc’ is not a number. Write a number."


def test_a_cell_over_several_lines_stays_whole() -> None:
    problem = NOT_A_NUMBER | {"row": 4}
    assert rows(marked(b'id,label\n1,"a\nb"\n2,abc\n', problem)) == [
        ["what is wrong", "id", "label"],
        ["", "1", "a\nb"],
        ["‘abc’ is not a number. Write a number.", "2", "abc"],
    ]


def test_windows_lines_and_a_byte_order_mark_are_kept_once() -> None:
    assert b"".join(annotated(lambda: BytesIO(b"\xef\xbb\xbfid\r\n1\r\n"), [])) == (
        b"\xef\xbb\xbfwhat is wrong,id\r\n,1\r\n"
    )


def test_a_line_as_long_as_the_file_goes_through_in_pieces() -> None:
    long = b"x" * (3 * PIECE)
    blocks = list(annotated(lambda: BytesIO(b"id\n" + long + b"\n1\n"), [NOT_A_NUMBER]))
    assert max(map(len, blocks)) <= 2 * PIECE
    assert b"".join(blocks).split(b"\n")[1:] == [
        b"," + long,
        "‘abc’ is not a number. Write a number.,1".encode(),
        b"",
    ]


@pytest.mark.parametrize(
    ("line", "safe"),
    [
        (b"1,=HYPERLINK(1)", b"1,'=HYPERLINK(1)"),
        (b"@SUM(A1),2", b"'@SUM(A1),2"),
        (b'1,"=1+1"', b'1,"\'=1+1"'),
        (b"1,-2+3+cmd|' /C calc'!A0", b"1,'-2+3+cmd|' /C calc'!A0"),
        (b"1;=A1\t=B1", b"1;'=A1\t'=B1"),
        (b"1,-0.5,+2,-1e-7,-.5,-inf\r\n", b"1,-0.5,+2,-1e-7,-.5,-inf\r\n"),
        (b"a=b,c-d,e@f", b"a=b,c-d,e@f"),
    ],
)
def test_formulas_become_text_and_numbers_stay(line: bytes, safe: bytes) -> None:
    assert harmless(line) == safe


def test_remarks_are_no_formulas_either() -> None:
    problem = {"row": 2, "message": "=cmd is not a number.", "remedy": "Write one."}
    assert rows(marked(b"id\n1\n", problem))[1][0] == "'=cmd is not a number. Write one."


def test_a_list_of_problems_has_a_row_for_each() -> None:
    problems: Sequence[dict[str, Any]] = [NOT_A_NUMBER | {"column": "label", "id": "=2"}, MISSING]
    assert rows(b"".join(listed(problems)).decode("utf-8-sig")) == [
        ["line", "column", "id", "what is wrong", "what to do"],
        ["3", "label", "'=2", "‘abc’ is not a number.", "Write a number."],
        ["", "", "", "The id ‘17’ is missing.", "Add it."],
    ]


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (b"id,label\n", True),
        (b"PK,label\n", True),
        (b"", True),
        (b"PK\x03\x04rest", False),
        (b"\x1f\x8brest", False),
        (b"\xff\xfei\x00d\x00", False),
        (b"id\x00", False),
    ],
)
def test_only_text_is_annotated(head: bytes, text: bool) -> None:
    assert is_text(head) is text


def test_the_new_name_tells_what_it_is_of() -> None:
    assert [named(name, "annotated") for name in ("mine.csv", "a.csv.gz", ".csv")] == [
        "mine-annotated.csv",
        "a-annotated.csv",
        "file-annotated.csv",
    ]
