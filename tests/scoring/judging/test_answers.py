from typing import Any

import pytest

from scoring.judging.answers import Key, read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.problems import Category
from scoring.judging.tables.limits import Limits
from tests.scoring.judging.cases import stream
from tests.scoring.judging.refusals import messages, refusal_of, told


def key(metric: str, text: str, columns: Any = None, **parameters: Any) -> Key:
    return read_answers(stream(text), METRICS[metric], parameters, columns)


def test_a_key_holds_public_rows_first_then_private_then_ignored_ones_each_in_their_order() -> None:
    found = key("rmse", "id,y,Usage\na,1,Private\nb,2,Ignored\nc,3,Public\nd,4,Private\ne,5,Public\n")
    assert found.truth["target"].tolist() == [3, 5, 1, 4, 2]
    assert found.counts == {"public": 2, "private": 2, "ignored": 1}
    assert [found.rows(part) for part in found.counts] == [slice(0, 2), slice(2, 4), slice(4, 5)]
    assert found.expected.header == ("id", "y")
    assert [found.expected.ids.texts[row] for row in range(5)] == ["a", "b", "c", "d", "e"]


def test_usage_is_read_in_any_case_and_with_blanks_around_it() -> None:
    found = key("rmse", "id,y,usage\na,1, PUBLIC \nb,2,private\nc,3,iGNORED\n")
    assert found.counts == {"public": 1, "private": 1, "ignored": 1}


def test_without_usage_every_row_is_public() -> None:
    assert key("rmse", "id,y\na,1\nb,2\n").counts == {"public": 2, "private": 0, "ignored": 0}


def test_a_usage_that_is_unknown_is_refused_with_its_line() -> None:
    text = "id,y,Usage\na,1,Public\n\nb,2,Test\nc,3,Private\nd,4,Publik\n"
    assert told(lambda: key("rmse", text)) == [
        (Category.INVALID_LABEL, 4, "Usage", None),
        (Category.INVALID_LABEL, 6, "Usage", None),
    ]
    assert messages(lambda: key("rmse", text))[0] == "The row is marked neither Public nor Private nor Ignored."


def test_an_id_that_occurs_twice_is_refused_with_its_line() -> None:
    text = "id,y\na,1\nb,2\na,3\n a ,4\n"
    assert told(lambda: key("rmse", text)) == [
        (Category.DUPLICATE_ID, 4, "id", "a"),
        (Category.DUPLICATE_ID, 5, "id", "a"),
    ]


def test_ids_that_differ_as_text_are_different() -> None:
    assert len(key("rmse", "id,y\n7,1\n07,2\n7.0,3\nNA,4\nna,5\n").expected.ids) == 5


def test_blank_ids_are_refused_once_each() -> None:
    found = told(lambda: key("rmse", "id,y\n,1\nb,2\n,3\n"))
    assert [(category, line) for category, line, *_ in found] == [(Category.INVALID_ID, 2), (Category.INVALID_ID, 4)]


def test_all_faults_of_all_columns_are_told_by_line() -> None:
    text = "id,y,w,Usage\na,1,-1,Public\nb,x,1,Private\na,2,1,Never\n"
    assert told(lambda: key("wmae", text, {"weight": "w"})) == [
        (Category.OUT_OF_RANGE, 2, "w", "a"),
        (Category.NOT_NUMERIC, 3, "y", "b"),
        (Category.DUPLICATE_ID, 4, "id", "a"),
        (Category.INVALID_LABEL, 4, "Usage", None),
    ]


def test_rows_that_are_all_ragged_are_refused_with_their_lines() -> None:
    found = told(lambda: key("rmse", "id,y,Usage\na,1\nb,2\n"))
    assert found == [(Category.UNPARSEABLE, 2, None, None), (Category.UNPARSEABLE, 3, None, None)]


def test_semicolons_are_named_before_columns_are_missed() -> None:
    assert refusal_of(lambda: key("rmse", "id;y;Usage\na;1;Public\n")).category is Category.WRONG_DELIMITER


def test_a_column_that_occurs_twice_is_refused() -> None:
    assert told(lambda: key("rmse", "id,y,y\na,1,2\n")) == [(Category.DUPLICATE_COLUMN, 1, "y", None)]


def test_columns_that_no_role_needs_are_left_unread() -> None:
    found = key("rmse", "id,note,y\na,anything,1\nb,,2\n", {"target": "y"})
    assert found.expected.header == ("id", "y")


def test_answers_without_rows_are_refused() -> None:
    assert refusal_of(lambda: key("rmse", "id,y\n")).category is Category.NO_ROWS


@pytest.mark.parametrize(
    ("metric", "cell", "category"),
    [
        ("rmse", "secret", Category.NOT_NUMERIC),
        ("rmse", "1e999", Category.NON_FINITE),
        ("rmsle", "-41.75", Category.OUT_OF_RANGE),
        ("qwk", "41.75", Category.INVALID_LABEL),
        ("dice_mean", "41 75 9", Category.INVALID_FORMAT),
        ("coco_map", " 41 75 ", Category.INVALID_FORMAT),
    ],
)
def test_what_is_wrong_with_a_cell_is_told_without_the_cell(metric: str, cell: str, category: Category) -> None:
    """Also where it is long."""
    for wrong in (cell, cell + " " * 50 + "x"):
        header, rest = ("id,y,height,width", ",99,99") if metric == "dice_mean" else ("id,y", "")
        refusal = refusal_of(lambda: key(metric, f"{header}\nr1,{wrong}{rest}\n", {"target": "y"}))  # noqa: B023
        assert [part for part in cell.split() if part in str(refusal.as_plain())] == []
        assert (refusal.problems[0].row, refusal.problems[0].column) == (2, "y")
        if wrong == cell:
            assert refusal.category is category


def test_blank_cells_of_numbers_classes_and_usage_are_refused() -> None:
    found = told(lambda: key("accuracy", "id,y,Usage\na,,Public\nb,x,Public\n"))
    assert found == [(Category.NULL_VALUE, 2, "y", "a")]


def test_more_classes_than_a_header_can_name_are_refused() -> None:
    text = "id,y\n" + "".join(f"{row},class-{row}\n" for row in range(20))
    metric, few, short = METRICS["multi_logloss"], Limits(columns=20), Limits(header=160)
    for limits in (few, short):
        refusal = refusal_of(lambda: read_answers(stream(text), metric, limits=limits))  # noqa: B023
        assert refusal.category is Category.TOO_LARGE
        assert refusal.message == "A submission would need 21 columns with 172 bytes of names, which is too much."


def test_a_class_with_the_name_of_the_id_column_is_refused() -> None:
    text = "id,y\na,id\nb,other\n"
    assert told(lambda: key("multi_logloss", text)) == [(Category.DUPLICATE_COLUMN, None, "id", None)]
