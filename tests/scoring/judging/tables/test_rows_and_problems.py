"""Problems name the line of the file, count everything, show twenty of each kind, and hold no true value."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from scoring.judging.problems import Category, Findings, Problem, RefusedError, quoted, refuse
from scoring.judging.tables.places import Places
from tests.scoring.judging.tables.files import competition, numbers, problems, raw, wrongs


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("id,x\na,1\nb,no\nc,3\n", 3),
        ("id,x\r\na,1\r\nb,no\r\nc,3\r\n", 3),
        ("id,x\ra,1\rb,no\rc,3\r", 3),
        ("id,x\n\n\na,1\n\nb,no\nc,3\n", 6),
        ("\n\nid,x\na,1\nb,no\nc,3\n", 5),
        ("\r\n \r\nid,x\r\n\t\r\na,1\r\n\r\nb,no\r\nc,3", 7),
        ("id,x\n \na,1\nb,no\nc,3\n", 4),
        ('id,"x"\na,"1"\nb,"no"\nc,3\n', 3),
        ('id,x\na,"1"\nb,"n\no"\nc,3\n', 3),
        ('id,x\na,1\nc,"3"\n\n\n"b",no', 6),
        ("\n" * 65_536 + "id,x\na,1\nb,no\nc,3\n", 65_539),
        ("id,x\n" + "\n" * 3_000_000 + "a,1\nb,no\nc,3\n", 3_000_003),
        ("id,x\na,1\n" + "\r\n" * 1_500_000 + "b,no\nc,3\n", 1_500_003),
    ],
)
def test_a_problem_names_the_line_of_the_file(file: str, line: int) -> None:
    assert wrongs(numbers(), file) == [f"not_numeric {line} x"]


def test_line_breaks_in_cells_and_in_the_header_are_lines_too() -> None:
    assert wrongs(numbers(), 'id,x\n"a\n\n",1\nb,no\nc,3\n') == ["extra_id 2 id", "not_numeric 5 x", "missing_id id"]
    other = competition('"i\nd",x\n"a\na",1\nb,2\n"c\r\n\nc",3\nd,4\n')
    assert wrongs(other, '"i\nd",x\n\n"c\r\n\nc",3\nd,no\n"a\na",no\nb,no\n') == [
        "not_numeric 7 x",
        "not_numeric 8 x",
        "not_numeric 10 x",
    ]


def test_a_quick_block_with_line_breaks_in_cells_remembers_its_lines() -> None:
    key = competition('id,x\n"a\na",1\nb,2\n"c\r\n\nc",3\nd,4\n')
    assert wrongs(key, 'id,x\n\n"c\r\n\nc",3\n\nd,5\n"a\na",1\ne,2\n') == ["extra_id 10 id", "missing_id id"]


def test_twenty_of_each_kind_are_shown_and_all_are_counted() -> None:
    key = competition("id,x\n" + "".join(f"{row},{row}\n" for row in range(100)))
    rows = "".join(f"{row},{'no' if row % 3 else ''}\n" for row in range(90)) + "a,1,1\n" * 30
    with pytest.raises(RefusedError) as refusal:
        raise RefusedError(problems(key, "id,x\n" + rows))
    shown = refusal.value.counts
    assert shown == {Category.NULL_VALUE: 20, Category.NOT_NUMERIC: 20, Category.UNPARSEABLE: 20}


@pytest.mark.parametrize("bad", [1, 19, 20, 21, 5_000])
def test_the_first_twenty_are_those_of_the_first_lines(bad: int) -> None:
    key = competition("id,x\n" + "".join(f"{row},{row}\n" for row in range(5_000)))
    file = "id,x\n" + "".join(f"{row},{'no' if row >= 5_000 - bad else 1}\n" for row in range(5_000))
    found = problems(key, file)
    assert [problem.row for problem in found] == list(range(5_002 - bad, 5_002))[:20]
    assert RefusedError(found, {Category.NOT_NUMERIC: bad}).message == found[0].message + {
        1: "",
        5_000: " There are 4,999 more problems.",
    }.get(bad, f" There are {bad - 1} more problems.")


def test_problems_of_all_kinds_come_in_the_order_of_the_file() -> None:
    key = competition("id,x,y\na,1,4\nb,2,5\nc,3,6\nd,4,7\n", "mcrmse")
    assert wrongs(key, "id,y,x\na,no,\nb,1,2,3\n,1,2\ne,nan,1e999\nc,1\n") == [
        "null_value 2 x",
        "not_numeric 2 y",
        "unparseable 3",
        "invalid_id 4 id",
        "non_finite 5 x",
        "non_finite 5 y",
        "extra_id 5 id",
        "unparseable 6",
    ]


def test_no_problem_holds_a_value_of_the_answers() -> None:
    files = ["", "id,x\n", "id,y\n", "id;x\n", "id,x\na,1,1\n", "id,x\na,no\na,\nz,nan\n", 'id,x\na,"', "id,x\nb,1\n"]
    texts = [str(problem.as_plain()) for file in files for problem in problems(numbers(), file)]
    assert len(texts) > len(files)
    assert [text for text in texts if "700" in text] == []


def test_a_problem_as_plain_data_leaves_out_what_does_not_apply() -> None:
    found = problems(numbers(), "id,x\na,1\nb,no\n")
    plain = RefusedError(found).as_plain()
    assert plain == {
        "error": "not_numeric",
        "message": "‘no’ is not a number. There are 2 more problems.",
        "problems": [
            {
                "category": "not_numeric",
                "message": "‘no’ is not a number.",
                "remedy": "Write 1 and 0 instead of words.",
                "row": 3,
                "column": "x",
                "id": "b",
            },
            {
                "category": "missing_id",
                "message": "The id c is missing.",
                "remedy": "Give exactly one row for each id of the sample submission.",
                "column": "id",
                "id": "c",
            },
            {
                "category": "row_count",
                "message": "The file has 2 rows; 3 are expected.",
                "remedy": "Give exactly one row for each id of the sample submission.",
            },
        ],
        "counts": {"not_numeric": 1, "missing_id": 1, "row_count": 1},
    }


def test_two_problems_are_one_more() -> None:
    refusal = refuse(Category.NO_ROWS, "None.", "Add some.", row=1)
    assert RefusedError([*refusal.problems] * 2).message == "None. There is one more problem."
    assert (refusal.category, refusal.message, str(refusal)) == ("no_rows", "None.", "None.")


def test_findings_without_problems_refuse_nothing() -> None:
    findings = Findings()
    findings.add_each(Category.NULL_VALUE, [], lambda place: Problem(Category.NULL_VALUE, f"{place}", ""))
    findings.raise_if_any()
    assert (findings.problems, findings.counts) == ([], {})


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("a", "‘a’"),
        ("", "‘’"),
        ("a\nb\x1b[31m\u202e\ufeff", "‘a�b�[31m��’"),
        ("é日🦉", "‘é日🦉’"),
        ("x" * 40, f"‘{'x' * 40}’"),
        ("x" * 41, f"‘{'x' * 40}…’"),
    ],
)
def test_a_cell_is_shown_without_what_cannot_be_printed(cell: str, shown: str) -> None:
    assert quoted(cell) == shown


@settings(deadline=None)
@given(some.lists(some.tuples(some.integers(0, 4), some.booleans())))
def test_a_row_is_found_on_its_line(blocks: list[tuple[int, bool]]) -> None:
    places, lines, line = Places(), [], 2
    for rows, in_step in blocks:
        here = [line + (row if in_step else 3 * row) for row in range(rows)]
        places.add(rows, line if in_step else np.array(here, int))
        lines += here
        line += 3 * rows + 1
    assert [places.line(row) for row in range(places.rows)] == lines


ONE_OF_EACH: dict[Category, bytes | str] = {
    Category.EMPTY_FILE: "",
    Category.NO_ROWS: "id,x\n",
    Category.ENCODING: b"id,x\na,\xff\n",
    Category.UNPARSEABLE: "id,x\na,1,2\n",
    Category.WRONG_DELIMITER: "id;x\n",
    Category.UNSUPPORTED_FORMAT: b"PAR1",
    Category.BAD_ARCHIVE: b"PK\3\4",
    Category.TOO_LARGE: "x" * 70_000,
    Category.MISSING_COLUMN: "id\na\n",
    Category.EXTRA_COLUMN: "id,x,y\n",
    Category.DUPLICATE_COLUMN: "id,x,x\n",
    Category.DUPLICATE_ID: "id,x\na,1\na,1\n",
    Category.MISSING_ID: "id,x\nd,1\n",
    Category.EXTRA_ID: "id,x\na,1\nb,2\nd,3\n",
    Category.INVALID_ID: "id,x\n,1\n",
    Category.ROW_COUNT: "id,x\nb,1\n",
    Category.NULL_VALUE: "id,x\na,\n",
    Category.NON_FINITE: "id,x\na,inf\n",
    Category.NOT_NUMERIC: "id,x\na,no\n",
}
OTHERS = {
    Category.OUT_OF_RANGE: ("logloss", "id,x\na,0\nb,1\n", "id,x\na,2\nb,1\n"),
    Category.ROW_SUM: ("kl_divergence", "id,p,q\na,0.5,0.5\nb,1,0\n", "id,p,q\na,0.5,0.7\nb,1,0\n"),
    Category.INVALID_LABEL: ("accuracy", "id,x\na,0\nb,1\n", "id,x\na,0\nb,0.5\n"),
    Category.INVALID_FORMAT: ("iou_mean", "id,x,height,width\na,1 2,5,5\nb,3 4,5,5\n", "id,x\na,1\nb,3 4\n"),
    Category.UNDEFINED_SCORE: ("mse", "id,x\na,1\nb,2\n", "id,x\na,1\nb,1e300\n"),
}


def test_every_category_of_a_file_has_its_message_and_remedy() -> None:
    found = [problem for file in ONE_OF_EACH.values() for problem in problems(numbers(), raw(file))]
    found += [problem for metric, key, file in OTHERS.values() for problem in problems(competition(key, metric), file)]
    assert {problem.category for problem in found} == {*Category} - {Category.HOST_ERROR}
    assert [problem for problem in found if not (problem.message.endswith(".") and problem.remedy)] == []


@pytest.mark.parametrize("category", ONE_OF_EACH)
def test_each_category_is_told_for_a_file_of_its_kind(category: Category) -> None:
    assert category in {problem.category for problem in problems(numbers(), ONE_OF_EACH[category])}


@pytest.mark.parametrize("category", OTHERS)
def test_each_category_of_a_metric_is_told(category: Category) -> None:
    metric, answers, file = OTHERS[category]
    assert {problem.category for problem in problems(competition(answers, metric), file)} == {category}
