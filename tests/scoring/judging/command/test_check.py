from pathlib import Path

import pytest

from scoring.judging.problems import Category
from tests.scoring.judging.command.desk import SAMPLE, SUBMISSION, Desk


def words(desk: Desk, submission: str = SUBMISSION, sample: str = SAMPLE) -> list[str]:
    return ["check", "--sample", desk.put("sample.csv", sample), "--submission", desk.put("mine.csv", submission)]


def test_a_sound_file_has_no_problems(desk: Desk) -> None:
    said = "No problems found, 5 rows.\nWithout --metric, only ids, columns and numbers were checked.\n"
    assert desk.run(*words(desk)) == (0, said, "")
    assert desk.run(*words(desk), "--metric", "auc") == (0, "No problems found, 5 rows.\n", "")
    assert desk.run(*words(desk, "id,y\na,1\n", "id,y\na,0\n"), "--metric", "mse") == (
        0,
        "No problems found, 1 row.\n",
        "",
    )


def test_each_problem_is_told_with_its_place_and_remedy(desk: Desk) -> None:
    said = (
        "line 2, column ‘spam’, id ‘a’: ‘50%’ is not a number.\n"
        "    Write 0.5 instead of 50%: a share, without the per cent sign.\n"
        "column ‘id’, id ‘b’: The id b is missing.\n"
        "    Give exactly one row for each id of the sample submission.\n"
        "The file has 4 rows; 5 are expected.\n"
        "    Give exactly one row for each id of the sample submission.\n"
        "3 problems.\n"
    )
    assert desk.run(*words(desk, SUBMISSION.replace("0.9", "50%").replace("b,0.1\n", ""))) == (1, said, "")


def test_what_is_not_shown_is_counted(desk: Desk) -> None:
    sample = "id,spam\n" + "".join(f"{row},0\n" for row in range(2_000))
    code, out, _ = desk.run(*words(desk, sample.replace(",0\n", ",\n"), sample))
    assert (code, out.splitlines()[-1]) == (1, "2,000 problems, of which 20 are shown.")


def test_one_problem_is_one_problem(desk: Desk) -> None:
    _, out, _ = desk.run(*words(desk, SUBMISSION.replace("0.9", "nan")))
    assert out.splitlines()[-1] == "1 problem."


def test_a_file_cannot_give_orders_to_the_terminal(desk: Desk) -> None:
    _, out, _ = desk.run(*words(desk, SUBMISSION.replace("a,", "\x1b[2Ja,")))
    assert "id ‘�[2Ja’: The id �[2Ja is not one of those asked for.\n" in out
    assert "\x1b" not in out


def test_json_says_the_same(desk: Desk) -> None:
    assert desk.answer(*words(desk), "--json") == (0, {"rows": 5, "problems": [], "counts": {}})
    code, answer = desk.answer(*words(desk, SUBMISSION.replace("0.9", "")), "--json")
    assert (code, answer["error"], answer["problems"][0]["row"]) == (1, "null_value", 2)


def test_the_metric_makes_the_check_stricter(desk: Desk) -> None:
    given = words(desk, SUBMISSION.replace("0.9", "1.9"))
    assert desk.run(*given)[0] == 0
    code, answer = desk.answer(*given, "--metric", "logloss", "--json")
    assert (code, answer["counts"]) == (1, {"out_of_range": 1})


def test_a_broken_sample_is_not_the_submissions_fault(desk: Desk) -> None:
    assert desk.complaint(*words(desk, sample=SAMPLE + ",1\n")) == (
        "The sample cannot be used: line 7, column ‘id’: The row has no id."
    )


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--params", '{"k": 3}'], "--params needs --metric."),
        (["--columns", '{"target": "spam"}'], "Without a metric, only the role “id” can be given a column."),
        (["--columns", '{"id": 1}'], "“columns” must be a JSON object, from roles to the name of a column or a list"),
        (["--columns", '{"id": "row"}'], "The sample has no column “row”. It has: id, spam."),
        (["--metric", "aux"], "There is no metric “aux”. Did you mean auc?"),
        (["--metric", "auc", "--params", '{"k": 3}'], "There is no parameter 'k' here. Known: positive."),
    ],
)
def test_settings_that_do_not_fit_are_told_in_a_line(desk: Desk, options: list[str], complaint: str) -> None:
    assert desk.complaint(*words(desk), *options)[: len(complaint)] == complaint


def test_a_submission_that_is_not_there_is_named(desk: Desk) -> None:
    complaint = desk.complaint(*words(desk)[:-1], "nowhere.csv")
    assert complaint == "The submission cannot be read: nowhere.csv: No such file or directory."


def test_the_documentation_explains_every_kind_of_problem() -> None:
    page = (Path(__file__).parents[4] / "docs" / "judging.md").read_text(encoding="utf-8")
    assert [category for category in Category if f"`{category}`" not in page] == []
