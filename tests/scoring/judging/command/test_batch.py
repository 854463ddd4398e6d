import json
import os
from collections.abc import Mapping
from typing import Any

import pytest

from scoring.judging.command.keys import Keys
from scoring.judging.command.request import Request, request_of
from tests.scoring.judging.command.desk import ANSWERS, SUBMISSION, Desk


def answers(desk: Desk, requests: list[object], *options: str) -> list[Any]:
    lines = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in requests)
    code, out, err = desk.run("score", "--batch", desk.put("requests.jsonl", lines), *options)
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def request_fields(desk: Desk) -> dict[str, object]:
    files = {"answers": desk.put("answers.csv", ANSWERS), "submission": desk.put("mine.csv", SUBMISSION)}
    return {**files, "metric": "auc"}


def test_each_line_gets_its_answer_in_order(desk: Desk, request_fields: dict[str, object]) -> None:
    bad = desk.put("bad.csv", SUBMISSION.replace("a,0.9\n", ""))
    given = [
        request_fields,
        {**request_fields, "submission": bad},
        {**request_fields, "metric": "logloss", "params": None},
    ]
    first, second, third = answers(desk, [*given, ""])
    assert (first["public"], first["private"]) == (1.0, 0.0)
    assert (second["error"], second["counts"]) == ("missing_id", {"missing_id": 1, "row_count": 1})
    assert third["public"] == pytest.approx(0.105360515657826)  # −ln 0.9


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            {"answer": "a.csv"},
            "There is no field “answer” in a request. There are: answers, submission, metric, params, columns.",
        ),
        ({"submission": None, "metric": None}, "Not said: submission, metric."),
        ({"metric": 7}, "“metric” must be text."),
        ({"metric": "aux"}, "There is no metric “aux”. Did you mean auc?"),
        ({"params": [1]}, "“params” must be a JSON object, from names to values."),
        ({"params": {"positive": 3}}, "positive must be text, not 3."),
        (
            {"columns": "spam"},
            "“columns” must be a JSON object, from roles to the name of a column or a list of names.",
        ),
        ({"columns": {"role": "spam"}}, "There is no role “role” here. There are: id, usage, target, prediction."),
        ({"submission": "nowhere"}, "The submission cannot be read: nowhere: No such file or directory."),
    ],
)
def test_a_bad_request_gets_an_error_and_the_batch_goes_on(
    desk: Desk, request_fields: dict[str, object], change: Mapping[str, object], complaint: str
) -> None:
    bad, good = answers(desk, [{**request_fields, **change}, request_fields])
    assert (bad, good["public"]) == ({"error": "bad_request", "message": complaint}, 1.0)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("nonsense", "This line is not JSON: nonsense"),
        ("[" * 100_000, f"This line is not JSON: {'[' * 40}"),
        ("[]", "A request must be a JSON object."),
    ],
    ids=["nonsense", "deep", "list"],
)
def test_a_line_that_is_no_request_gets_an_error(desk: Desk, line: str, complaint: str) -> None:
    assert answers(desk, [line]) == [{"error": "bad_request", "message": complaint}]


def test_broken_answers_are_a_host_error_with_their_problems(desk: Desk, request_fields: dict[str, object]) -> None:
    broken = desk.put("broken.csv", ANSWERS.replace("b,0", "a,0"))
    (answer,) = answers(desk, [{**request_fields, "answers": broken}])
    assert (
        answer["message"]
        == "The answer file cannot be used: line 3, column ‘id’, id ‘a’: The id a occurs more than once."
    )
    assert (answer["error"], answer["counts"]) == ("host_error", {"duplicate_id": 1})


def test_options_stand_for_what_a_line_leaves_out(desk: Desk, request_fields: dict[str, object]) -> None:
    options = ["--answers", str(request_fields["answers"]), "--metric", "auc", "--interval"]
    (answer,) = answers(desk, [{"submission": request_fields["submission"]}], *options)
    assert (answer["public"], answer["public_interval"]) == (1.0, None)


def test_a_batch_that_is_not_there_is_told(desk: Desk) -> None:
    assert desk.complaint("score", "--batch", "none") == "The batch cannot be read: none: No such file or directory."


@pytest.fixture
def wanted(request_fields: dict[str, object]) -> Request:
    return request_of(request_fields)


def with_metric(wanted: Request, metric: str) -> Request:
    return request_of({"answers": wanted.answers, "submission": wanted.submission, "metric": metric})


def test_answers_are_read_once_for_the_same_request(wanted: Request) -> None:
    keys = Keys()
    first = keys.key(wanted)
    assert keys.key(with_metric(wanted, "auc")) is first
    assert keys.key(with_metric(wanted, "brier")) is not first


def test_answers_that_changed_are_read_again(wanted: Request) -> None:
    keys = Keys()
    first = keys.key(wanted)
    os.utime(wanted.answers, ns=(0, 0))
    assert keys.key(wanted) is not first


def test_the_longest_unused_answers_are_forgotten_first(wanted: Request) -> None:
    keys = Keys(most=2)
    auc, brier = keys.key(with_metric(wanted, "auc")), keys.key(with_metric(wanted, "brier"))
    assert keys.key(with_metric(wanted, "auc")) is auc
    keys.key(with_metric(wanted, "logloss"))
    assert keys.key(with_metric(wanted, "auc")) is auc
    assert keys.key(with_metric(wanted, "brier")) is not brier


def test_of_large_answers_only_the_last_are_kept(wanted: Request) -> None:
    keys = Keys(most_bytes=2 * len(ANSWERS) - 1)
    keys.key(wanted)
    brier = keys.key(with_metric(wanted, "brier"))
    assert [key for key, _ in keys.kept.values()] == [brier]
