"""The files of the demo's models get the scores that such models get."""

import io
from pathlib import Path

import pytest

from scoring.actions.demo import EXAMPLES, Example
from scoring.judging.answers import read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.verdict import judge
from scoring.opening.demo_models import model_files
from scoring.opening.making import make
from scoring.opening.plan import FileRole, SentFile, Way

MODELS = [
    "decision_tree.csv",
    "naive_bayes.csv",
    "logistic_regression.csv",
    "random_forest.csv",
    "nearest_neighbours.csv",
]


def scores(example: Example, folder: Path) -> dict[str, float]:
    """The private ones, which rest on more rows."""
    table = folder / "labelled.csv"
    table.write_bytes(example.table())
    sent = [SentFile(FileRole.LABELLED, table.name, table)]
    made = make(Way.CUT, sent, example.choices, folder / "made", lambda percent, doing: None)
    with made.answers.open("rb") as stream:
        key = read_answers(stream, METRICS[example.choices.metric], {}, example.choices.columns)
    sample = made.public["sample_submission.csv"].read_bytes()
    files = model_files(made.public["train.csv"].read_bytes(), made.public["test.csv"].read_bytes())
    found = {name: judge(key, io.BytesIO(content)).private for name, content in {"sample": sample, **files}.items()}
    return {name: score for name, score in found.items() if score is not None}


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return scores(EXAMPLES[0], tmp_path_factory.mktemp("cells"))


@pytest.fixture(scope="module")
def digits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return scores(EXAMPLES[1], tmp_path_factory.mktemp("digits"))


def test_on_digits_each_model_is_better_than_the_one_before(digits: dict[str, float]) -> None:
    assert sorted(digits, key=lambda name: digits[name]) == ["sample", *MODELS]


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("sample", 0.08, 0.12), ("decision_tree.csv", 0.55, 0.8), ("nearest_neighbours.csv", 0.96, 0.999)],
)
def test_scores_on_digits_are_such_as_these_models_get(
    digits: dict[str, float], name: str, least: float, most: float
) -> None:
    assert least < digits[name] < most


def test_on_cells_models_are_close_to_each_other_and_far_from_guessing(cells: dict[str, float]) -> None:
    assert cells.pop("sample") == 0.5
    assert sorted(cells) == sorted(MODELS)
    assert min(cells, key=lambda name: cells[name]) == "decision_tree.csv"
    assert min(cells.values()) > 0.85
    assert max(cells.values()) < 1


def test_the_same_files_give_the_same_predictions() -> None:
    train = "id,size,kind\n" + "".join(f"{number},{number % 7},{number % 3}\n" for number in range(60))
    test = "id,size\n" + "".join(f"{number},{number % 5}\n" for number in range(60, 80))
    first, second = (model_files(train.encode(), test.encode()) for _ in range(2))
    assert first == second
    assert [content.splitlines()[0] for content in first.values()] == [b"id,kind"] * len(MODELS)
