import gzip
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from scoring.judging.answers import read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.opening.making import make
from scoring.opening.plan import Choices, FileRole, OpeningError, SentFile, Way
from tests.scoring.opening.files import column, quiet, rows_of, sent, table, take

TRAIN, TEST, ANSWERS, SAMPLE, EXTRA = (
    FileRole.TRAIN, FileRole.TEST, FileRole.ANSWERS, FileRole.SAMPLE, FileRole.EXTRA,
)  # fmt: skip
IDS = [f"{n:03}" for n in range(60)]
TEST_TEXT = table("id,place,size", [(IDS[n], f"town {n // 6}", n) for n in reversed(range(60))])
TRAIN_TEXT = table("id,place,size,kind", [(n, "town", n, "ab"[n % 3 == 0]) for n in range(1_000, 1_090)])
WITH_USAGE = table(
    "id,kind,USAGE", [(IDS[n], "ab"[n % 2], ("public", "PRIVATE", "Ignored")[n // 20]) for n in range(60)]
)
WITHOUT = table("id,kind", [(IDS[n], "ab"[n % 2]) for n in range(60)])
KIND = Choices("accuracy", ("kind",), "id", seed=3)


def pictures(**files: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def three(folder: Path, answers: str = WITH_USAGE, test: str = TEST_TEXT) -> list[SentFile]:
    return [sent(folder, TRAIN, TRAIN_TEXT), sent(folder, TEST, test), sent(folder, ANSWERS, answers)]


def refused(folder: Path, choices: Choices, *files: SentFile) -> str:
    with pytest.raises(OpeningError) as error:
        take(folder, choices, *files)
    return str(error.value)


def test_files_are_handed_on_as_they_are_and_a_sample_is_made(tmp_path: Path) -> None:
    made = take(tmp_path, KIND, *three(tmp_path))
    assert made.rows == {"train": 90, "public": 20, "private": 20, "ignored": 20}
    assert [*made.public] == ["train.csv", "test.csv", "sample_submission.csv"]
    assert made.public["train.csv"].read_text() == TRAIN_TEXT
    assert made.public["test.csv"].read_text() == TEST_TEXT
    assert {*column(made.public["sample_submission.csv"], "kind")} == {"a"}


def test_answers_are_written_in_the_order_of_the_test_file(tmp_path: Path) -> None:
    made = take(tmp_path, KIND, *three(tmp_path))
    assert column(made.answers, "id") == [*reversed(IDS)]
    assert rows_of(made.answers)[0] == {"id": "059", "kind": "b", "Usage": "Ignored"}
    with made.answers.open("rb") as stream:
        assert read_answers(stream, METRICS["accuracy"]).counts == {"public": 20, "private": 20, "ignored": 20}


def test_without_usage_the_platform_draws_public_rows_of_every_class(tmp_path: Path) -> None:
    made = take(tmp_path, KIND, *three(tmp_path, WITHOUT))
    assert made.rows == {"train": 90, "public": 18, "private": 42, "ignored": 0}
    drawn = Counter((row["kind"], row["Usage"]) for row in rows_of(made.answers))
    assert (drawn["a", "Public"], drawn["b", "Public"]) == (9, 9)
    other = take(tmp_path / "plain", Choices("accuracy", ("kind",), "id", stratify=False), *three(tmp_path, WITHOUT))
    assert other.rows["public"] == 18


@pytest.mark.parametrize("place_in", ["test", "answers"])
def test_groups_of_either_file_stay_together(place_in: str, tmp_path: Path) -> None:
    answers = table("id,kind,place", [(IDS[n], "ab"[n % 2], f"town {n // 6}") for n in range(60)])
    files = three(tmp_path, WITHOUT if place_in == "test" else answers)
    made = take(tmp_path, Choices("accuracy", ("kind",), "id", group_column="place"), *files)
    towns = {(int(row["id"]) // 6, row["Usage"]) for row in rows_of(made.answers)}
    assert len(towns) == 10
    assert made.rows["public"] == 18


def test_where_the_test_rows_are_no_table_answers_are_shuffled(tmp_path: Path) -> None:
    images = sent(tmp_path, TEST, pictures(a="1", b="2"), "images.zip")
    train = sent(tmp_path, TRAIN, pictures(c="1", d="2"), "more.zip")
    made = take(tmp_path, KIND, images, train, sent(tmp_path, ANSWERS, WITH_USAGE))
    assert [*made.public] == ["test.zip", "train.zip", "sample_submission.csv"]
    ids = column(made.answers, "id")
    assert ids != sorted(ids)
    assert sorted(ids) == IDS
    assert column(made.public["sample_submission.csv"], "id") == ids
    assert made.rows["train"] == 0


def test_packed_files_and_extras_are_handed_on_byte_for_byte(tmp_path: Path) -> None:
    packed = gzip.compress(TRAIN_TEXT.encode(), mtime=0)
    files = [
        sent(tmp_path, TRAIN, packed, "mine.gz"),
        sent(tmp_path, TEST, pictures(test=TEST_TEXT), "test.zip"),
        sent(tmp_path, ANSWERS, gzip.compress(WITH_USAGE.encode()), "answers.csv.gz"),
        sent(tmp_path, SAMPLE, table("id,kind", [(name, "b") for name in IDS]), "sample.csv"),
        sent(tmp_path, EXTRA, "about the columns", "columns.txt"),
    ]
    made = take(tmp_path, KIND, *files)
    assert [*made.public] == ["train.csv.gz", "test.csv.zip", "sample_submission.csv", "columns.txt"]
    assert made.public["train.csv.gz"].read_bytes() == packed
    assert {*column(made.public["sample_submission.csv"], "kind")} == {"b"}


def test_ids_need_not_be_named_where_they_stand_first(tmp_path: Path) -> None:
    made = take(tmp_path, Choices("accuracy", ("kind",)), *three(tmp_path))
    assert [*rows_of(made.answers)[0]] == ["id", "kind", "Usage"]
    given = Choices("accuracy", ("kind",), columns={"id": "id", "usage": "USAGE"})
    assert [*rows_of(take(tmp_path / "2", given, *three(tmp_path)).answers)[0]] == ["id", "kind", "USAGE"]


def test_ids_with_commas_are_written_between_quotes(tmp_path: Path) -> None:
    answers = table("id,kind", [(f'"{name}, ""x"""', "ab"[int(name) % 2]) for name in IDS])
    made = take(tmp_path, KIND, sent(tmp_path, ANSWERS, answers))
    assert sorted(column(made.public["sample_submission.csv"], "id")) == [f'{name}, "x"' for name in IDS]


def test_the_same_files_and_choices_give_the_same_bytes(tmp_path: Path) -> None:
    made = [take(tmp_path / name, KIND, *three(tmp_path, WITHOUT)) for name in "ab"]
    assert made[0].answers.read_bytes() == made[1].answers.read_bytes()
    other = take(tmp_path / "c", Choices("accuracy", ("kind",), "id", seed=4), *three(tmp_path, WITHOUT))
    assert made[0].answers.read_bytes() != other.answers.read_bytes()


def test_an_answer_file_is_needed(tmp_path: Path) -> None:
    with pytest.raises(OpeningError, match=r"^There is no answers file. Send a table with the id and the true value"):
        make(Way.FILES, [sent(tmp_path, TEST, TEST_TEXT)], KIND, tmp_path, quiet)


@pytest.mark.parametrize(
    ("test", "words"),
    [
        (TEST_TEXT.replace("size", "kind"), "test.csv has the column “kind”: the class would see the answers."),
        (TEST_TEXT.replace("size", "USAGE"), "test.csv has the column “USAGE”: the class would see the answers."),
        (TEST_TEXT.replace("id,", "key,"), "test.csv has no column “id”, as the answers have. Call the ids alike."),
        (TEST_TEXT.replace("058", "059"), "test.csv: “id” repeats in 1 row. Give each row an id of its own."),
        (
            TEST_TEXT.replace("058", "58"),
            "1 id of test.csv not in answers.csv. Both files must have the same ids.",
        ),
        (TEST_TEXT.replace("058,town 9,58\n", ""), "1 id of answers.csv not in test.csv. Both files must"),
        (TEST_TEXT + "1,2\n", "test.csv: Line 62: The row has 2 cells; the first line has 3."),
    ],
)
def test_a_test_file_that_does_not_fit_is_refused(test: str, words: str, tmp_path: Path) -> None:
    assert refused(tmp_path, KIND, *three(tmp_path, test=test)).startswith(words)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (WITH_USAGE.replace("PRIVATE", "hidden"), "answers.csv: Line 22, column “USAGE”: The row is marked neither"),
        (WITH_USAGE.replace("007,", "006,"), "“id” repeats in 1 row. Give each row an id of its own."),
        (WITH_USAGE.replace("007,", ","), "“id” is empty in 1 row. Give each row an id of its own."),
        (WITH_USAGE.replace("007,b", "007,"), "answers.csv: Line 9, column “kind”: The cell is empty."),
        (WITHOUT.replace("id,", "key,"), "answers.csv has no column “id”. Choose the column of ids."),
    ],
)
def test_answers_that_do_not_fit_are_refused(answers: str, words: str, tmp_path: Path) -> None:
    assert refused(tmp_path, KIND, *three(tmp_path, answers)).startswith(words)


def test_a_group_must_be_a_column_of_either_file(tmp_path: Path) -> None:
    choices = Choices("accuracy", ("kind",), "id", group_column="county")
    words = "Neither the answers nor the test file have the column “county”. Choose another."
    assert refused(tmp_path, choices, *three(tmp_path, WITHOUT)) == words
    assert refused(tmp_path / "2", choices, sent(tmp_path, ANSWERS, WITHOUT)) == words


def test_both_parts_need_rows(tmp_path: Path) -> None:
    one_town = TEST_TEXT.replace("town 0", "town")
    for number in range(1, 10):
        one_town = one_town.replace(f"town {number}", "town")
    words = refused(
        tmp_path, Choices("accuracy", ("kind",), "id", group_column="place"), *three(tmp_path, WITHOUT, one_town)
    )
    assert words == "There are too few rows or groups to draw public and private rows. Choose another share."


def test_a_train_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    files = [*three(tmp_path)[1:], sent(tmp_path, TRAIN, "id;kind\n1;a\n")]
    assert refused(tmp_path, KIND, *files).startswith("train.csv: Line 1: The columns are separated by semicolons")


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        (table("id,kind", [(name, "") for name in IDS]), "Line 2, column “kind”: The cell is empty. Give a class"),
        (table("id,sort", [(name, "a") for name in IDS]), "Line 1, column “kind”: The column ‘kind’ is missing."),
    ],
)
def test_a_sample_that_cannot_be_scored_is_refused(sample: str, words: str, tmp_path: Path) -> None:
    refusal = refused(tmp_path, KIND, *three(tmp_path), sent(tmp_path, SAMPLE, sample))
    assert refusal.startswith(f"The sample submission cannot be scored. {words}")


def test_a_sample_that_fails_on_private_rows_alone_is_refused(tmp_path: Path) -> None:
    answers = table("id,size,Usage", [(n, n + 1, ("Public", "Private")[n % 2]) for n in range(20)])
    sample = table("id,size", [(n, 1e200 if n % 2 else 1) for n in range(20)])
    files = [sent(tmp_path, ANSWERS, answers), sent(tmp_path, SAMPLE, sample)]
    words = refused(tmp_path, Choices("mse", ("size",), "id"), *files)
    assert words.startswith("The sample submission cannot be scored. The score is not a finite number.")


@pytest.mark.parametrize("name", ["usage", "USAGE", "Kind"])
def test_what_is_secret_is_not_handed_on_under_another_case(tmp_path: Path, name: str) -> None:
    test = table(f"id,size,{name}", [(IDS[n], n, "Public") for n in range(60)])
    said = f"test.csv has the column “{name}”: the class would see the answers. Take it out."
    assert refused(tmp_path, KIND, *three(tmp_path, test=test)) == said
