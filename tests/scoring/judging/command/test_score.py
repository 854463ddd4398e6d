import gzip
import json
import os

import pytest

from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Metric
from tests.scoring.judging.command.desk import ANSWERS, SUBMISSION, Desk


def words(desk: Desk, answers: str = ANSWERS, submission: str = SUBMISSION, metric: str = "auc") -> list[str]:
    files = "--answers", desk.put("answers.csv", answers), "--submission", desk.put("mine.csv", submission)
    return ["score", *files, "--metric", metric]


def test_a_score_is_one_json_object(desk: Desk) -> None:
    rows = {"public": 2, "private": 2, "ignored": 1}
    assert desk.answer(*words(desk)) == (0, {"public": 1.0, "private": 0.0, "rows": rows})


def test_without_private_rows_there_is_no_private_score(desk: Desk) -> None:
    code, answer = desk.answer(*words(desk, "id,spam\na,1\nb,0\n", "id,spam\na,1\nb,0\n"))
    assert (code, answer["private"], answer["rows"]) == (0, None, {"public": 2, "private": 0, "ignored": 0})


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_each_example_has_its_value_and_an_interval_or_none(desk: Desk, metric: Metric) -> None:
    example = metric.example
    settings = {"--params": example.parameters or {}, "--columns": example.columns or {}}
    options = [word for option, value in settings.items() for word in (option, json.dumps(value))]
    code, answer = desk.answer(*words(desk, example.answers, example.submission, metric.id), *options, "--interval")
    assert (code, answer["public"]) == (0, pytest.approx(example.value, rel=1e-9))
    interval = answer["public_interval"]
    assert interval is None or interval["low"] <= answer["public"] <= interval["high"]


def test_an_interval_tells_its_bounds_its_error_and_how_they_were_found(desk: Desk) -> None:
    answers = "id,class,Usage\n" + "".join(
        f"{row},{row % 2},{'Public' if row < 50 else 'Private'}\n" for row in range(60)
    )
    submission = "id,class\n" + "".join(f"{row},0\n" for row in range(60))
    code, answer = desk.answer(*words(desk, answers, submission, "accuracy"), "--interval")
    assert (code, answer["public"], answer["private"]) == (0, 0.5, 0.5)
    assert answer["public_interval"] == {
        "low": pytest.approx(0.3664, abs=1e-4),  # Wilson's bounds for 25 of 50
        "high": pytest.approx(0.6336, abs=1e-4),
        "standard_error": pytest.approx(0.0707, abs=1e-4),
        "method": "share",
    }
    assert answer["private_interval"]["low"] < answer["public_interval"]["low"]


def test_a_refusal_is_one_json_object_and_code_1(desk: Desk) -> None:
    code, answer = desk.answer(*words(desk, submission=SUBMISSION.replace("0.9", "ninety")))
    problem = {
        "category": "not_numeric",
        "message": "‘ninety’ is not a number.",
        "remedy": "Write plain numbers with a point, such as 0.5, -3 or 1e-5.",
        "row": 2,
        "column": "spam",
        "id": "a",
    }
    assert (code, answer) == (
        1,
        {"error": "not_numeric", "message": problem["message"], "problems": [problem], "counts": {"not_numeric": 1}},
    )


def test_an_undefined_public_score_is_a_refusal(desk: Desk) -> None:
    code, answer = desk.answer(*words(desk, "id,y\na,1\nb,2\n", "id,y\na,1e200\nb,2\n", "mse"))
    assert (code, answer["error"], answer["counts"]) == (1, "undefined_score", {"undefined_score": 1})


def test_an_undefined_private_score_is_told_beside_the_public_one(desk: Desk) -> None:
    answers = "id,y,Usage\na,1,Public\nb,2,Public\nc,1,Private\nd,2,Private\n"
    code, answer = desk.answer(*words(desk, answers, "id,y\na,1\nb,4\nc,0\nd,1e200\n", "mse"), "--interval")
    assert (code, answer["public"], answer["private"]) == (0, 2.0, None)
    assert (answer["private_problem"]["category"], answer["private_interval"]) == ("undefined_score", None)


def test_parameters_and_columns_may_be_given(desk: Desk) -> None:
    answers = "ham,number,kind\n1,a,yes\n0,b,no\n1,c,yes\n"
    submission = "number,kind\na,yes\nb,yes\nc,no\n"
    options = ["--columns", '{"id": "number", "target": ["kind"]}', "--params", '{"positive": "yes", "beta": 1}']
    code, answer = desk.answer(*words(desk, answers, submission, "fbeta"), *options)
    assert (code, answer["public"]) == (0, 0.5)


def test_packed_files_are_read(desk: Desk) -> None:
    given = words(desk)
    given[4] = desk.put("mine.csv.gz", gzip.compress(SUBMISSION.encode()))
    assert desk.answer(*given)[1]["public"] == 1.0


def test_broken_answers_are_the_instructors_fault(desk: Desk) -> None:
    code, out, err = desk.run(*words(desk, ANSWERS.replace("Ignored", "Secret")))
    place, fault = "line 6, column ‘Usage’", "The row is marked neither Public nor Private nor Ignored."
    line = f"The answer file cannot be used: {place}: {fault}"
    answer = json.loads(out)
    assert (code, err) == (2, f"{line}\n")
    assert (answer["error"], answer["message"], answer["counts"]) == ("host_error", line, {"invalid_label": 1})
    assert [problem["row"] for problem in answer["problems"]] == [6]


def test_what_is_not_said_is_asked_for(desk: Desk) -> None:
    assert desk.complaint("score", "--metric", "auc") == "Not said: answers, submission."


def test_an_unknown_metric_is_met_with_a_guess(desk: Desk) -> None:
    assert desk.complaint(*words(desk, metric="acc_uracy")) == "There is no metric “acc_uracy”. Did you mean accuracy?"
    assert desk.complaint(*words(desk, metric="?")) == "There is no metric “?”. The command “metrics” lists them."


def test_a_file_that_is_not_there_is_named(desk: Desk) -> None:
    given = words(desk)
    given[4] = "no\nsuch.csv"
    assert desk.complaint(*given) == "The submission cannot be read: no such.csv: No such file or directory."
    given[2] = str(desk.folder)
    assert desk.complaint(*given) == f"The answer file cannot be read: {desk.folder}: Is a directory."
    given[2] = "\0"
    assert desk.complaint(*given) == "The answer file cannot be read: �: embedded null byte."


def test_a_pipe_is_no_file_that_can_be_read_twice(desk: Desk) -> None:
    reader, writer = os.pipe()
    os.write(writer, SUBMISSION.encode())
    os.close(writer)
    given = words(desk)
    given[4] = f"/dev/fd/{reader}"
    complaint = desk.complaint(*given)
    os.close(reader)
    assert complaint.lower().startswith(f"the submission cannot be read: /dev/fd/{reader}: ")
    assert "seek" in complaint


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        ("--params={", "python -m scoring.judging score: argument --params: this is not JSON: {. See "),
        ("--params=[1]", "python -m scoring.judging score: argument --params: a JSON object is needed, such as "),
        ("--params=" + "[" * 100_000, "python -m scoring.judging score: argument --params: this is not JSON: [[["),
        ('--params={"k": 3}', "There is no parameter 'k' here. Known: positive."),
        ('--columns={"target": "ham"}', "The answer file has no column “ham”. It has: id, spam, Usage."),
        ('--columns={"target": 3}', "“columns” must be a JSON object, from roles to the name of a column or a list"),
        ('--columns={"target": [3]}', "“columns” must be a JSON object, from roles to the name of a column or a list"),
        ("--colour", "python -m scoring.judging: unrecognized arguments: --colour. See "),
    ],
    ids=lambda value: value[:24],
)
def test_settings_that_do_not_fit_are_told_in_a_line(desk: Desk, option: str, complaint: str) -> None:
    assert desk.complaint(*words(desk), option)[: len(complaint)] == complaint
