"""Rules 5 and 13 of files: exactly the columns asked for, in any order, in a first line of bounded size."""

import io
from dataclasses import replace

import pytest

from scoring.judging.tables.limits import Limits
from scoring.judging.tables.reading import header_of
from tests.scoring.judging.tables.files import cells, competition, numbers, problems, wrongs

TWO = competition("id,x,y\na,1,4\nb,2,5\nc,3,6\n", "mcrmse")
BODY = "\na,1\nb,2\nc,3\n"
RIGHT_LINE = "The first line must be: id,x"
ROW_NUMBERS = "Write the file without row numbers: to_csv(…, index=False) in pandas, row.names = FALSE in R."


@pytest.mark.parametrize("header", ["id,x,y", "id,y,x", "x,id,y", "x,y,id", "y,id,x", "y,x,id"])
def test_columns_come_in_any_order(header: str) -> None:
    row = {"id": "bac", "x": "213", "y": "546"}
    rows = "".join(",".join(row[name][number] for name in header.split(",")) + "\n" for number in range(3))
    assert cells(TWO, f"{header}\n{rows}") == [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        ("id" + "\na\nb\nc\n", ["missing_column 1 x"]),
        ("x" + "\n1\n2\n3\n", ["missing_column 1 id"]),
        ("id,y" + BODY, ["missing_column 1 x", "extra_column 1 y"]),
        ("id,X" + BODY, ["missing_column 1 x", "extra_column 1 X"]),
        ("ID,x" + BODY, ["missing_column 1 id", "extra_column 1 ID"]),
        ("id,x,x\na,1,1\n", ["duplicate_column 1 x"]),
        ("id,id,x\na,1,1\n", ["duplicate_column 1 id"]),
        ("id,id,id\na,1,1\n", ["duplicate_column 1 id", "missing_column 1 x"]),
        ("id,x,\na,1,\n", ["extra_column 1 "]),
        (",id,x\n0,a,1\n", ["extra_column 1 "]),
        ("Unnamed: 0,id,x\n0,a,1\n", ["extra_column 1 Unnamed: 0"]),
        ("id,x,y,z\na,1,1,1\n", ["extra_column 1 y", "extra_column 1 z"]),
        ("id,x,y,y\na,1,1,1\n", ["duplicate_column 1 y", "extra_column 1 y", "extra_column 1 y"]),
        ("a,1\nb,2\nc,3\n", ["missing_column 1 id", "missing_column 1 x", "extra_column 1 a", "extra_column 1 1"]),
        ("id;x\na;1\n", ["wrong_delimiter 1"]),
        ("id;x\na;0,5\n", ["wrong_delimiter 1"]),
        ("id\tx\na\t1\n", ["wrong_delimiter 1"]),
        ("id|x\na|1\n", ["wrong_delimiter 1"]),
        ("\n\nid;x\na;1\n", ["wrong_delimiter 3"]),
        ("id x\na 1\n", ["missing_column 1 id", "missing_column 1 x", "extra_column 1 id x"]),
        ("\r\n \r\n\r\nid,y\r\na,1\r\n", ["missing_column 4 x", "extra_column 4 y"]),
        ("\n" * 70_000 + "id,y\n", ["missing_column 70001 x", "extra_column 70001 y"]),
        ("\n" * 2_000_000 + "id,x,x\n", ["duplicate_column 2000001 x"]),
        ('"i\nd",x' + BODY, ["missing_column 1 id", "extra_column 1 i\nd"]),
        ('"id,x"' + BODY, ["missing_column 1 id", "missing_column 1 x", "extra_column 1 id,x"]),
        ("\u200bid,x" + BODY, ["missing_column 1 id", "extra_column 1 \u200bid"]),
        ("solution" + BODY, ["missing_column 1 id", "missing_column 1 x", "extra_column 1 solution"]),
        (
            ",,,\n" + BODY,
            ["duplicate_column 1 ", "missing_column 1 id", "missing_column 1 x"] + ["extra_column 1 "] * 4,
        ),
    ],
)
def test_other_columns_are_refused_by_name(file: str, wrong: list[str]) -> None:
    assert wrongs(numbers(), file) == wrong


@pytest.mark.parametrize(
    ("header", "messages"),
    [
        ("id,X", [("The column ‘x’ is missing.", "Rename ‘X’ to ‘x’: case matters."),
                  ("The column ‘X’ is not asked for.", RIGHT_LINE)]),
        ("id", [("The column ‘x’ is missing.", RIGHT_LINE)]),
        ("id,x,x", [("The column ‘x’ occurs 2 times.", RIGHT_LINE)]),
        ("id,x,", [("The column ‘’ is not asked for.", ROW_NUMBERS)]),
        ("index,id,x", [("The column ‘index’ is not asked for.", ROW_NUMBERS)]),
        ("id,x,y", [("The column ‘y’ is not asked for.", RIGHT_LINE)]),
        ("id\tx", [("The columns are separated by tabs, not by commas.",
                    "Save the file with commas between the columns, and points in decimal numbers.")]),
    ],
)  # fmt: skip
def test_the_remedy_fits_what_is_wrong_with_the_columns(header: str, messages: list[tuple[str, str]]) -> None:
    assert [(each.message, each.remedy) for each in problems(numbers(), header + BODY)] == messages


@pytest.mark.parametrize(
    "header",
    ['"id","x"', " id , x ", "\tid,x\t", "id,x", '"id"\r\n,x'[:4] + ",x", '" id",x', "id\u00a0,x", "\u2003id,x"],
)
def test_blanks_around_names_and_quotes_pass(header: str) -> None:
    assert cells(numbers(), header + BODY) == [1.0, 2.0, 3.0]


def test_a_column_may_have_any_name() -> None:
    key = competition('"i,d","x\ny"\na,1\nb,2\n')
    assert cells(key, '"x\ny","i,d"\n3,b\n4,a\n') == [4.0, 3.0]


SMALL = replace(Limits(), header=100, columns=5)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""])
@pytest.mark.parametrize("before", ["", "\n\n", "\r\n" * 200])
@pytest.mark.parametrize("name", ["y", "é"])
def test_the_first_line_has_a_greatest_length(end: str, before: str, name: str) -> None:
    line = 1 + before.count("\n")
    padding = 100 - len(b"id,x,") - len(name.encode())
    fits = f"{before}id,x,{'y' * padding}{name}{end}"
    assert [wrong.split()[:2] for wrong in wrongs(numbers(), fits, SMALL)] == [["extra_column", str(line)]]
    assert wrongs(numbers(), f"{before}id,x,y{'y' * padding}{name}{end}a,1,1\n", SMALL) == [f"too_large {line}"]


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        ("id,x" + ",y" * 4 + BODY, ["too_large 1"]),
        ("\nid,x" + ",y" * 4 + BODY, ["too_large 2"]),
        ("id,x,y,z,w" + BODY, ["extra_column 1 y", "extra_column 1 z", "extra_column 1 w"]),
        ('"' + "\n" * 100 + '",id' + BODY, ["too_large 1"]),
        ("x" * 101, ["too_large 1"]),
    ],
)
def test_the_first_line_has_a_greatest_number_of_columns(file: str, wrong: list[str]) -> None:
    assert wrongs(numbers(), file, SMALL) == wrong


def test_a_million_columns_are_refused_before_the_rows_are_read() -> None:
    wide = "id" + ",x" * 1_000_000 + "\n" + "1" + ",1" * 1_000_000
    assert wrongs(numbers(), wide) == ["too_large 1"]


def test_ten_thousand_columns_are_read() -> None:
    names = [f"c{number}" for number in range(9_999)]
    header, row = ",".join(["id", *names]), ",".join(["a", *["1"] * 9_999])
    key = competition(f"{header}\n{row}\nb{',2' * 9_999}\n", "mcrmse")
    assert wrongs(key, f"{header}\n{row}\nb{',2' * 9_999}\n") == []
    assert wrongs(key, f"{header},z\n{row},1\n") == ["too_large 1"]


def test_the_names_alone_can_be_read() -> None:
    assert header_of(io.BytesIO(b'\n" y",id\nrest,"'[:-1]), Limits()) == ("y", "id")


def test_a_name_longer_than_a_cell_may_be_cannot_be_read() -> None:
    limits = replace(Limits(), header=1 << 20)
    assert wrongs(numbers(), "x" * 200_000 + ",id\n", limits) == ["unparseable 1"]
