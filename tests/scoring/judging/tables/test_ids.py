"""Rules 6 and 7 of files: ids are text, and a submission has exactly those of the answers, each once."""

import pytest

from tests.scoring.judging.tables.files import cells, competition, numbers, problems, wrongs


def key_of(*ids: str) -> str:
    return "id,x\n" + "".join(f"{id},{row}\n" for row, id in enumerate(ids))


PAIRS = [
    ("7", "07"), ("7", "007"), ("7", "7.0"), ("7", "+7"), ("0", "-0"), ("100000", "1e5"), ("NA", "null"),
    ("None", "nan"), ("nan", "NaN"), ("9007199254740993", "9007199254740992"), ("a", "A"), ("é", "e\u0301"),
    ("1048575", "0xFFFFF"), ("255", "0xFF"), ("9223372036854775807", "9223372036854775808"), ("1", "True"),
    ("x", "x\u200b"), ("7", "٧"), ("ﬁ", "fi"), ("a" * 8, "a" * 9), ("a" * 8 + "b", "a" * 8 + "c"),
    ("a" * 64 + "b", "a" * 64 + "c"), ("a" * 1023 + "b", "a" * 1023 + "c"), ("a" * 100, "a" * 99), ("1.0", "1.00"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_ids_that_differ_as_text_are_two_ids(one: str, other: str) -> None:
    key = competition(key_of(one, "p", other))
    assert cells(key, f"id,x\n{other},5\n{one},6\np,7\n") == [6.0, 7.0, 5.0]


@pytest.mark.parametrize(("right", "wrong"), [*PAIRS, *((other, one) for one, other in PAIRS)])
@pytest.mark.parametrize("others", [(), ("0", "1", "2"), ("p",)])
def test_an_id_that_only_looks_the_same_is_extra(right: str, wrong: str, others: tuple[str, ...]) -> None:
    others = tuple(each for each in others if each not in (right, wrong))
    key = competition(key_of(right, *others))
    file = "id,x\n" + "".join(f"{id},1\n" for id in (*others[::-1], wrong))
    assert wrongs(key, file) == [f"extra_id {len(others) + 2} id", "missing_id id"]


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        ("a,1\nb,2\n", ["missing_id id", "row_count"]),
        ("c,1\n", ["missing_id id", "missing_id id", "row_count"]),
        ("a,1\nb,2\nb,3\n", ["duplicate_id 4 id", "missing_id id"]),
        ("b,1\nb,2\nb,3\n", ["duplicate_id 3 id", "duplicate_id 4 id", "missing_id id", "missing_id id"]),
        ("a,1\nb,2\nc,3\nb,2\n", ["duplicate_id 5 id", "row_count"]),
        ("a,1\nb,2\nc,3\nd,4\n", ["extra_id 5 id", "row_count"]),
        ("a,1\nb,2\nd,3\n", ["extra_id 4 id", "missing_id id"]),
        ("a,1\n,2\nc,3\n", ["invalid_id 3 id", "missing_id id"]),
        ('a,1\n"",2\nc,3\n', ["invalid_id 3 id", "missing_id id"]),
        ("a,1\n \t,2\nc,3\n", ["invalid_id 3 id", "missing_id id"]),
        ("a,1\nb,2\nc,3\n,4\n", ["invalid_id 5 id", "row_count"]),
        ("d,1\ne,2\nd,3\n", ["extra_id 2 id", "extra_id 3 id", "extra_id 4 id"] + ["missing_id id"] * 3),
        ("\nc,1\n\nb,2\n\nb,3\n", ["duplicate_id 7 id", "missing_id id"]),
        (f"a,1\nb,2\n{'c' * 1025},3\n", ["invalid_id 4 id", "missing_id id"]),
        ('a,1\nb,2\n"' + "\n".join(["c" * 500] * 3) + '",3\n', ["invalid_id 4 id", "missing_id id"]),
        ('a,1\nb,2\n"' + ",".join(["c" * 500] * 3) + '",3\n', ["invalid_id 4 id", "missing_id id"]),
        ("a,1\nb,no\nd,3\n", ["not_numeric 3 x", "extra_id 4 id", "missing_id id"]),
        ("A,1\nB,2\nC,3\n", ["extra_id 2 id", "extra_id 3 id", "extra_id 4 id"] + ["missing_id id"] * 3),
    ],
)
def test_the_ids_must_be_exactly_those_asked_for(file: str, wrong: list[str]) -> None:
    assert wrongs(numbers(), "id,x\n" + file) == wrong


def test_problems_with_ids_name_them_and_say_what_to_do() -> None:
    found = problems(numbers(), "id,x\nb,1\nb,2\nd,3\nc,4\n")
    assert [(problem.id, problem.message) for problem in found] == [
        ("b", "The id b occurs more than once."),
        ("d", "The id d is not one of those asked for."),
        ("a", "The id a is missing."),
        (None, "The file has 4 rows; 3 are expected."),
    ]
    assert {problem.remedy for problem in found} == {
        "Give exactly one row for each id of the sample submission.",
        "Take the ids from the sample submission, letter for letter: they are text, so 7, 07 and 7.0 differ.",
    }


def test_a_long_id_is_shown_cut() -> None:
    assert [problem.id for problem in problems(numbers(), f"id,x\na,1\nb,2\n{'c' * 41},3\n")] == ["c" * 40 + "…", "c"]


@pytest.mark.parametrize(
    "ids",
    [
        ("1", "2", "3"),
        ("3", "1", "2"),
        ("0", "5", "9"),
        ("10", "100", "1000000"),
        ("007", "7", "07"),
        ("-1", "0", "1"),
        ("a", "b", "c"),
        ("a" * 8, "a" * 16, "a" * 17),
        ("a" * 64, "a" * 65, "a" * 1024),
        ("a" * 9, "b" * 30),
        ("é" * 4, "é" * 5, "é" * 40),
        ("9223372036854775806", "9223372036854775807", "9223372036854775805"),
        ("NA", "null", "None", "nan", "N/A"),
    ],
)
def test_any_order_of_any_ids_is_brought_into_that_of_the_answers(ids: tuple[str, ...]) -> None:
    key = competition(key_of(*ids))
    want = [float(row) for row in range(len(ids))]
    rows = [f"{id},{row}\n" for row, id in enumerate(ids)]
    turned = [rows[turn:] + rows[:turn] for turn in range(len(rows))]
    assert [cells(key, "id,x\n" + "".join(each)) for each in [*turned, rows[::-1]]] == [want] * (len(rows) + 1)


def test_rows_beyond_twice_the_answers_and_a_thousand_are_not_even_looked_at() -> None:
    rows = "".join(f"{row},no\n" for row in range(1_007))
    (problem,) = problems(numbers(), "id,x\n" + rows)
    assert (problem.category, problem.message) == ("row_count", "The file has more than 1,006 rows.")


def test_the_number_of_rows_alone_does_not_make_a_file_right() -> None:
    twice = ["duplicate_id 3 id", "duplicate_id 4 id"]
    assert wrongs(numbers(), "id,x\na,1\na,2\na,3\n") == [*twice, "missing_id id", "missing_id id"]
