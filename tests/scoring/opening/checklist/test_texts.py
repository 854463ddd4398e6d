from pathlib import Path

import pytest

from scoring.opening.plan import Choices, State
from tests.scoring.opening.checklist.files import TEXTS, flowers, houses, item, state, usage


def names_in(folder: Path, text: str) -> tuple[str, ...]:
    return item(flowers(folder, 9, 9).material(texts={**TEXTS, "description": text}), "names").details


@pytest.mark.parametrize(
    "text",
    [
        "Predict `species` from `length` and `width`.",
        "A file begins with `id,species`.",
        "Look at `train.csv` and `sample_submission.csv`.",
        "The metric is `accuracy`; rows are `Public` or `Private`; a gap is `NA`.",
        "Read it by `pd.read_csv('x')`, and mind `1 + 2`, `0.5` and `=`.",
        "```\n`nonsense` = 1\n```\nand\n~~~\n`more nonsense`\n~~~",
        "No backticks at all.",
    ],
)
def test_names_that_exist_are_good(tmp_path: Path, text: str) -> None:
    assert names_in(tmp_path, text) == ()


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("Predict `kind`.", "“kind”"),
        ("Begin with `id,kind`, then `kind` again.", "“kind”"),
        ("Look at `trian.csv` and `Length`.", "“trian.csv”, “Length”"),
    ],
)
def test_names_that_no_file_has_are_told(tmp_path: Path, text: str, strange: str) -> None:
    assert names_in(tmp_path, text) == (f"The description quotes {strange}, which is neither a column nor a file.",)


def test_a_table_that_cannot_be_read_names_nothing(tmp_path: Path) -> None:
    material = flowers(tmp_path, 9, 9).material(extras={"more.csv": b"kind;size\n1;2\n", "about.txt": b"kind"})
    assert state(material, "names") is State.GOOD


def test_complete_texts_are_good(tmp_path: Path) -> None:
    assert state(flowers(tmp_path, 9, 9).material(), "texts") is State.GOOD


def test_what_the_texts_lack_is_told(tmp_path: Path) -> None:
    texts = {"evaluation": "Send a file with an id.", "data_description": " ", "rules": "TODO: write them."}
    found = item(flowers(tmp_path, 9, 9).material(texts=texts), "texts")
    assert found.state is State.WARNING
    assert found.details == (
        "Nothing is said about the data: where they come from, what the columns mean, under which licence.",
        "The evaluation text does not name the metric, “Accuracy”.",
        "The evaluation text does not name “species” among the columns of a submission.",
        "The rules still has a place that was left to be written.",
    )


@pytest.mark.parametrize(
    ("evaluation", "unnamed"),
    [
        ("Log loss over several classes: `id` and a column for each class, such as `kind 3`.", ()),
        ("Log loss over several classes: a column for each class, such as `kind 3`.", ("“id”",)),
        ("Log loss over several classes.", ("“id”, “kind 0”, “kind 1”, “kind 2”, “kind 3”, “kind 4”",)),
    ],
)
def test_of_many_columns_one_is_named_for_all(tmp_path: Path, evaluation: str, unnamed: tuple[str, ...]) -> None:
    competition = houses(tmp_path, 9, 100)
    kinds = [f"kind {number % 5}" for number in range(100)]
    answers = {"id": competition.answers["id"], "kind": kinds, "Usage": usage(100)}
    choices = Choices("multi_logloss", ("kind",), "id")
    material = competition.material(answers=answers, choices=choices, texts={**TEXTS, "evaluation": evaluation})
    said = tuple(f"The evaluation text does not name {each} among the columns of a submission." for each in unnamed)
    assert item(material, "texts").details == said
