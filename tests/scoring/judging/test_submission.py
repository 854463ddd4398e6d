import pytest

from scoring.judging.answers import Key, read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.problems import Category
from scoring.judging.submission import read_submission
from scoring.judging.tables.limits import Limits
from tests.scoring.judging.cases import stream
from tests.scoring.judging.refusals import Told, messages, refusal_of, told

ANSWERS = "key,y\n7,1\n07,2\nNA,3\n"
KEY: Key = read_answers(stream(ANSWERS), METRICS["rmse"])


def read(text: str, limits: Limits | None = None) -> list[float]:
    found: list[float] = read_submission(stream(text), KEY.expected, limits).column("y").tolist()
    return found


@pytest.mark.parametrize("text", ["key,y\n7,1\n07,2\nNA,3\n", "y,key\n2,07\n3,NA\n1,7\n"])
def test_rows_come_in_the_order_of_the_answers(text: str) -> None:
    assert read(text) == [1, 2, 3]


IDS: dict[str, Told] = {
    "7,1\n07,2\n": [(Category.MISSING_ID, None, "key", "NA"), (Category.ROW_COUNT, None, None, None)],
    "7,1\n07,2\nna,3\n": [(Category.EXTRA_ID, 4, "key", "na"), (Category.MISSING_ID, None, "key", "NA")],
    "7,1\n07,2\n7,3\n": [(Category.DUPLICATE_ID, 4, "key", "7"), (Category.MISSING_ID, None, "key", "NA")],
    "7,1\n07,2\nNA,3\n7,1\n": [(Category.DUPLICATE_ID, 5, "key", "7"), (Category.ROW_COUNT, None, None, None)],
    "7,1\n07,2\n,3\n": [(Category.INVALID_ID, 4, "key", ""), (Category.MISSING_ID, None, "key", "NA")],
    "7,1\n07,2\n7.0,3\n": [(Category.EXTRA_ID, 4, "key", "7.0"), (Category.MISSING_ID, None, "key", "NA")],
    "7,x\n07,2\n8,3\n": [
        (Category.NOT_NUMERIC, 2, "y", "7"),
        (Category.EXTRA_ID, 4, "key", "8"),
        (Category.MISSING_ID, None, "key", "NA"),
    ],
}


@pytest.mark.parametrize(("rows", "problems"), IDS.items())
def test_ids_that_are_not_exactly_the_expected_ones_are_refused(rows: str, problems: Told) -> None:
    assert told(lambda: read(f"key,y\n{rows}")) == problems


def test_the_count_of_rows_is_told_in_words() -> None:
    assert messages(lambda: read("key,y\n7,1\n"))[-1] == "The file has 1 row; 3 are expected."
    assert messages(lambda: read("key,y\n7,1\n07,2\n"))[-1] == "The file has 2 rows; 3 are expected."


def test_where_a_row_could_not_be_read_no_id_is_said_to_be_missing() -> None:
    assert told(lambda: read("key,y\n7,1\n07,2\nNA\n")) == [(Category.UNPARSEABLE, 4, None, None)]
    assert told(lambda: read("key,y\n7\n")) == [(Category.UNPARSEABLE, 2, None, None)]


def test_long_ids_are_shown_cut() -> None:
    (extra, _) = refusal_of(lambda: read(f"key,y\n7,1\n07,2\n{'x' * 99},3\n")).problems
    assert extra.id == "x" * 40 + "…"


def test_an_id_beyond_the_limit_is_refused_once() -> None:
    found = told(lambda: read(f"key,y\n7,1\n07,2\n{'x' * 2000},3\n"))
    assert [category for category, *_ in found] == [Category.INVALID_ID, Category.MISSING_ID]


def test_far_too_many_rows_are_not_read_to_the_end() -> None:
    refusal = refusal_of(lambda: read("key,y\n" + "x,1\n" * 1_007))
    assert (refusal.category, refusal.message) == (Category.ROW_COUNT, "The file has more than 1,006 rows.")


def test_limits_hold_for_a_submission() -> None:
    assert refusal_of(lambda: read(ANSWERS, Limits(size=10))).category is Category.TOO_LARGE
