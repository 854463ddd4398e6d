"""What cannot be cut, and the remedy that is told."""

from pathlib import Path

import pytest

from scoring.opening.making import make
from scoring.opening.plan import Choices, FileRole, OpeningError, Way
from tests.scoring.opening.files import cut, quiet, sent, table

PETS = table("id,animal,weight", [(n, ("cat", "dog", "bee")[n % 3], n) for n in range(300)])
BY_ANIMAL = Choices("accuracy", ("animal",), "id", seed=9)


def refused(path: Path, content: str, choices: Choices) -> str:
    with pytest.raises(OpeningError) as error:
        cut(path, content, choices)
    return str(error.value)


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (Choices("best", ("animal",)), "There is no metric “best”. Choose one of the list."),
        (Choices("accuracy", ()), "Choose the column to predict."),
        (
            Choices("accuracy", ("colour",)),
            "There is no column “colour”. Choose the column to predict among those of the file.",
        ),
        (
            Choices("accuracy", ("id",), "id"),
            "“id” cannot be both the column to predict and something else. Rename it.",
        ),
        (Choices("accuracy", ("animal",), "no"), "There is no column “no”. Choose another column of ids, or none."),
        (
            Choices("accuracy", ("animal",), "id", columns={"id": "weight"}),
            "The ids are to stand in “id”, and in “weight” as well. Choose one of them.",
        ),
        (
            Choices("accuracy", ("animal",), group_column="no"),
            "There is no column “no” to keep rows together by. Choose another, or none.",
        ),
        (
            Choices("accuracy", ("animal",), group_column="same"),
            "There are too few groups in “same”: none is left for the public part. Choose other shares.",
        ),
        (
            Choices("accuracy", ("animal",), group_column="gaps"),
            "“gaps” is empty in 3 rows. Fill it, or do not group by it.",
        ),
        (
            Choices("accuracy", ("animal",), "same", keep_ids=True),
            "“same” repeats in 5 rows. Let the platform give fresh ids, or mend the file.",
        ),
        (
            Choices("accuracy", ("animal",), "gaps", keep_ids=True),
            "“gaps” is empty in 3 rows. Let the platform give fresh ids, or mend the file.",
        ),
        (
            Choices("accuracy", ("animal",), test_share=1.0),
            "The share of the test rows must be more than 0 and at most 0.95.",
        ),
        (
            Choices("accuracy", ("animal",), public_share=0.0),
            "The share of the public rows must be more than 0 and at most 0.95.",
        ),
        (
            Choices("accuracy", ("animal",), stratify=False, test_share=0.05),
            "There are too few rows that have an answer: none is left for the public part. Choose other shares.",
        ),
        (Choices("pinball", ("id",), parameters={"alpha": 2}), "alpha must be more than 0 and less than 1, not 2.0."),
        (
            Choices("accuracy", ("animal", "id")),
            "Say which column holds “target” (the true class). Left are: animal, id.",
        ),
        (
            Choices("auc", ("animal",)),
            "The answers do not fit the metric. Column “animal”: Which of the two labels is the positive one? "
            "Set the parameter “positive” to one of the two labels.",
        ),
        (
            Choices("rmse", ("animal",)),
            "labelled.csv: Line 2, column “animal”: The cell is not a number. "
            "Write plain numbers with a point, such as 0.5, -3 or 1e-5. There are 5 more problems.",
        ),
    ],
)
def test_what_cannot_be_made_is_told_with_a_remedy(choices: Choices, words: str, tmp_path: Path) -> None:
    rows = [(n, "same", n if n % 2 else "", ("lynx", "otter")[n % 2]) for n in range(6)]
    assert refused(tmp_path, table("id,same,gaps,animal", rows), choices) == words


def test_a_part_that_cannot_tell_submissions_apart_is_refused(tmp_path: Path) -> None:
    text = table("x,ill,place", [(n, int(n < 100), n // 100) for n in range(400)])
    words = refused(tmp_path, text, Choices("auc", ("ill",), group_column="place"))
    assert words.startswith("The answers do not fit the metric. Among the public rows: ")


def test_a_class_called_as_the_ids_is_refused(tmp_path: Path) -> None:
    text = table("x,kind", [(n, ("id", "ego")[n % 2]) for n in range(100)])
    words = refused(tmp_path, text, Choices("multi_logloss", ("kind",)))
    assert words.endswith("Rename the column of the ids.")


def test_no_refusal_quotes_an_answer(tmp_path: Path) -> None:
    text = table("x,size", [*((n, n) for n in range(50)), (50, "otter"), (51, "1,5")])
    assert "otter" not in refused(tmp_path, text.replace("1,5", '"1,5"'), Choices("rmse", ("size",)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "labelled.csv: The file is empty. Choose the file again: the upload may have failed."),
        ("x,y\n", "labelled.csv: Line 1: The file has a first line, but no rows after it. Send the whole file."),
        ("x,y\n1,2\n1,2,3\n", "labelled.csv: Line 3: The row has 3 cells; the first line has 2."),
        ("x,x\n1,2\n", "labelled.csv: Line 1: The first line has the same name more than once."),
    ],
)
def test_what_is_no_table_is_refused(content: str, words: str, tmp_path: Path) -> None:
    assert refused(tmp_path, content, Choices("rmse", ("y",))).startswith(words)


def test_the_file_itself_must_be_there_and_only_once(tmp_path: Path) -> None:
    with pytest.raises(OpeningError, match=r"^There is no labelled file. Send one table"):
        make(Way.CUT, [], BY_ANIMAL, tmp_path, quiet)
    file = sent(tmp_path, FileRole.LABELLED, PETS)
    with pytest.raises(OpeningError, match=r"^There are several labelled files. Keep one"):
        make(Way.CUT, [file, file], BY_ANIMAL, tmp_path, quiet)


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OpeningError, match=r"^Two files would be called “Train.csv”. Rename one of them.$"):
        cut(tmp_path, PETS, BY_ANIMAL, sent(tmp_path, FileRole.EXTRA, "x", "Train.csv"))
