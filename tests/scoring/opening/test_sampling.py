import csv
from io import StringIO
from pathlib import Path

import pyarrow as pa
import pytest

from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Kind, Metric
from scoring.opening.plan import Choices, FileRole
from scoring.opening.sampling import Typical
from tests.scoring.opening.files import column, cut, rows_of, sent, table, take

ROUNDS = 40


def labelled(metric: Metric) -> tuple[str, list[str]]:
    """The example's answers, again and again, and the columns beside the ids. Each round asks queries of its own."""
    header, *rows = (row for row in csv.reader(StringIO(metric.example.answers)) if row)
    own = {0} | {place for place, name in enumerate(header) if name == "group"}
    lines = [
        [f"{cell}{number}" if place in own else cell for place, cell in enumerate(row)]
        for number in range(ROUNDS)
        for row in rows
    ]
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *lines])
    return text.getvalue(), header[1:]


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_the_sample_submission_of_every_metric_scores(metric: Metric, tmp_path: Path) -> None:
    text, columns = labelled(metric)
    given = dict(metric.example.columns or {})
    choices = Choices(metric.id, tuple(columns), "id", metric.example.parameters or {}, given, test_share=0.5, seed=4)
    made = cut(tmp_path, text, choices)
    assert {*made.public} == {"train.csv", "test.csv", "sample_submission.csv"}
    assert column(made.public["sample_submission.csv"], "id") == column(made.public["test.csv"], "id")


def test_the_sample_gives_every_row_what_is_typical_of_train(tmp_path: Path) -> None:
    rows = [(number, f"{2 * number}.0") for number in range(200)]
    made = cut(tmp_path, table("id,price", rows), Choices("rmse", ("price",), "id"))
    train = [float(cell) for cell in column(made.public["train.csv"], "price")]
    (value,) = {*column(made.public["sample_submission.csv"], "price")}
    assert float(value) == pytest.approx(sum(train) / len(train), rel=1e-5)


def test_the_sample_names_the_most_frequent_class(tmp_path: Path) -> None:
    rows = [(number, "cat" if number % 3 else "dog") for number in range(90)]
    made = cut(tmp_path, table("id,animal", rows), Choices("accuracy", ("animal",), "id"))
    assert {*column(made.public["sample_submission.csv"], "animal")} == {"cat"}


def test_the_sample_gives_even_probabilities_to_the_classes(tmp_path: Path) -> None:
    rows = [(number, ("cat", "dog", "cow, brown", "bee")[number % 4]) for number in range(200)]
    lines = table("id,animal", [(number, f'"{animal}"') for number, animal in rows])
    made = cut(tmp_path, lines, Choices("multi_logloss", ("animal",), "id"))
    sample = rows_of(made.public["sample_submission.csv"])
    assert [*sample[0]] == ["id", "bee", "cat", "cow, brown", "dog"]
    assert {cell for row in sample for name, cell in row.items() if name != "id"} == {"0.25"}


def test_without_a_train_file_the_sample_is_legal_all_the_same(tmp_path: Path) -> None:
    labels = table("id,kind,Usage", [(n, "ab"[n % 2], ("Public", "Private")[n // 2 % 2]) for n in range(20)])
    made = take(tmp_path, Choices("accuracy", ("kind",), "id"), sent(tmp_path, FileRole.ANSWERS, labels))
    assert {*column(made.public["sample_submission.csv"], "kind")} == {"a"}
    numbers = labels.replace(",a,", ",1,").replace(",b,", ",2,")
    made = take(tmp_path / "2", Choices("qwk", ("kind",), "id"), sent(tmp_path / "2", FileRole.ANSWERS, numbers))
    assert {*column(made.public["sample_submission.csv"], "kind")} == {"0"}


def test_a_text_that_no_prediction_may_look_like_is_left_out(tmp_path: Path) -> None:
    rows = table("id,boxes", [(number, "cat 0 0 5 5") for number in range(40)])
    made = cut(tmp_path, rows, Choices("coco_map", ("boxes",), "id"))
    assert {*column(made.public["sample_submission.csv"], "boxes")} == {""}


def test_what_is_typical_is_counted_up_to_a_bound_and_without_gaps() -> None:
    labels = Typical(Kind.LABEL)
    labels.add(pa.array(["", "", "", "b", "a", " a"]))
    assert labels.usual == "a"
    labels.labels.update({str(number): 1 for number in range(100_000)})
    labels.add(pa.array(["b"] * 9))
    assert labels.usual == "a"
    numbers = Typical(Kind.NUMBER)
    assert (numbers.mean, numbers.spread) == (0.0, 1.0)
    numbers.add(pa.array(["1", "3", "NA", "1e300"]))
    assert (numbers.mean, numbers.spread) == (2.0, 1.0)
    texts = Typical(Kind.TEXT)
    for cells in ([], ["one", "two"], ["three"]):
        texts.add(pa.array(cells, pa.string()))
    assert texts.first == "one"
