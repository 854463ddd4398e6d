from pathlib import Path

import pytest

from scoring.opening.inspection import inspect
from scoring.opening.plan import FileRole, SentFile, Way
from tests.scoring.opening.files import quiet, sent, table

LABELLED, TRAIN, TEST, ANSWERS, SAMPLE = (
    FileRole.LABELLED, FileRole.TRAIN, FileRole.TEST, FileRole.ANSWERS, FileRole.SAMPLE,
)  # fmt: skip
TRAIN_TEXT = table("id,size,price", [(n, n % 7, n / 2) for n in range(40)])
TEST_TEXT = table("id,size", [(n, n % 7) for n in range(40, 80)])
ANSWERS_TEXT = table("id,price,Usage", [(n, n / 2, ("Public", "private")[n % 2]) for n in range(40, 80)])
IDS = "Both must have the same ids. They are text: 7, 07 and 7.0 differ."


def problems(*files: SentFile) -> tuple[str, ...]:
    return inspect(Way.FILES, files, quiet).problems


def three(folder: Path, train: str = TRAIN_TEXT, test: str = TEST_TEXT, answers: str = ANSWERS_TEXT) -> list[SentFile]:
    return [sent(folder, TRAIN, train), sent(folder, TEST, test), sent(folder, ANSWERS, answers)]


def test_three_files_that_fit_have_no_problem(tmp_path: Path) -> None:
    assert problems(*three(tmp_path)) == ()


def test_what_is_not_there_is_asked_for(tmp_path: Path) -> None:
    assert problems() == (
        "There is no train file. Send what the class learns from, with the column to predict.",
        "There is no test file. Send the rows to predict, without the column to predict.",
        "There is no answers file. Send a table with the id and the true value of each test row.",
    )


def test_a_file_sent_twice_is_told(tmp_path: Path) -> None:
    files = three(tmp_path)
    assert problems(*files, files[0]) == (
        "There are several train files. Keep one, and send the others as extra files.",
    )


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        (
            ANSWERS_TEXT.replace("Usage", "part").replace(",part", ""),
            "The answers have no column Usage, so the platform draws which rows are public.",
        ),
        (
            ANSWERS_TEXT.replace("private", "hidden"),
            "“Usage” holds 1 word that it should not. Write Public, Private or Ignored in every row.",
        ),
        (ANSWERS_TEXT.replace("private", "Public"), "“Usage” marks no row as Private. Both parts need rows."),
        (
            ANSWERS_TEXT.replace("40,20.0", "41,20.0"),
            "answers.csv: “id” repeats in 1 row. Give each row an id of its own.",
        ),
        (ANSWERS_TEXT.replace("40,20.0", "040,20.0"), f"1 id of test.csv not in answers.csv. {IDS}"),
        (ANSWERS_TEXT.replace("40,20.0", "040,20.0"), f"1 id of answers.csv not in test.csv. {IDS}"),
        (
            ANSWERS_TEXT.replace(",20.0", ",NA"),
            "answers.csv: “price” is empty or NA in 1 row. Fill them, or take these rows out.",
        ),
    ],
)
def test_answers_that_do_not_fit_are_told(answers: str, problem: str, tmp_path: Path) -> None:
    if "draws" in problem:
        answers = table("id,price", [line.rsplit(",", 1)[0] for line in answers.splitlines()[1:]])
    assert problem in problems(*three(tmp_path, answers=answers))


@pytest.mark.parametrize(
    ("train", "test", "problem"),
    [
        (
            TRAIN_TEXT,
            table("id,size,price", [(n, n % 7, n / 2) for n in range(40, 80)]),
            "test.csv has “price”: the class would see the answers. Take it out.",
        ),
        (
            TRAIN_TEXT,
            TEST_TEXT.replace("size", "colour"),
            "test.csv has “colour”, which the train file has not. "
            "Nobody can learn from it: take it out, or name it alike in both.",
        ),
        (
            TRAIN_TEXT,
            TEST_TEXT.replace("size", "colour"),
            "The train file has “size”, which the test file has not. Take it out, unless that is meant.",
        ),
        (
            TRAIN_TEXT,
            TEST_TEXT.replace("id,", "key,"),
            "test.csv has no column “id”, as the answers have. Call the ids alike in both.",
        ),
        (
            TRAIN_TEXT,
            TEST_TEXT.replace("\n41,", "\n40,"),
            "test.csv: “id” repeats in 1 row. Give each row an id of its own.",
        ),
        (
            table("id,size,price,gone", [(n, n % 7, n / 2, "") for n in range(40)]),
            TEST_TEXT,
            "train.csv: nothing stands in “gone”.",
        ),
        (
            table(",size,price", [(n, n % 7, n / 2) for n in range(40)]),
            TEST_TEXT,
            "train.csv: a column has no name. If it numbers the rows, write the file without row numbers.",
        ),
    ],
)
def test_train_and_test_that_do_not_fit_are_told(train: str, test: str, problem: str, tmp_path: Path) -> None:
    assert problem in problems(*three(tmp_path, train, test))


def test_a_train_file_whose_label_is_called_otherwise_is_no_problem(tmp_path: Path) -> None:
    train = TRAIN_TEXT.replace("price", "label")
    assert problems(*three(tmp_path, train)) == ()


def test_a_test_file_without_a_train_table_is_compared_with_the_answers_alone(tmp_path: Path) -> None:
    broken = three(tmp_path, train="id,x\n1\n")
    assert problems(*broken) == ()
    assert problems(*broken[1:])[0].startswith("There is no train file.")


def test_a_sample_must_have_the_ids_of_the_answers(tmp_path: Path) -> None:
    files = three(tmp_path)
    short = sent(tmp_path, SAMPLE, table("id,price", [(n, 1) for n in range(42, 80)]))
    assert problems(*files, short) == (f"2 ids of answers.csv not in sample.csv. {IDS}",)
    broken = sent(tmp_path, SAMPLE, "id,price\n1\n")
    assert problems(*files, broken) == ()


def test_a_labelled_file_is_told_what_becomes_of_its_gaps(tmp_path: Path) -> None:
    text = table("x,y", [(n, "" if n < 3 else 5) for n in range(20)])
    assert inspect(Way.CUT, [sent(tmp_path, LABELLED, text)], quiet).problems == (
        "labelled.csv: “y” is empty or NA in 3 rows. They go into the train file.",
        "labelled.csv: “y” is the same in all rows, so there is nothing to predict.",
    )


def test_a_target_that_no_metric_fits_is_told(tmp_path: Path) -> None:
    text = table("x,y", [(n % 3, f"2024-01-{n + 1:02}") for n in range(20)])
    assert inspect(Way.CUT, [sent(tmp_path, LABELLED, text)], quiet).problems == (
        "No metric fits “y”. Choose another column, or write it as numbers or classes.",
    )


def test_of_many_columns_the_first_are_named(tmp_path: Path) -> None:
    names = [f"c{number}" for number in range(12)]
    train = table(",".join(["id", "price", *names]), [(n, n / 2, *[n % 3] * 12) for n in range(40)])
    test = table("id", range(40, 80))
    shown = ", ".join(f"“{name}”" for name in names[:8])
    assert (
        f"The train file has {shown} and 4 more, which the test file has not. Take it out, unless that is meant."
        in (problems(*three(tmp_path, train, test)))
    )


def test_no_problem_holds_an_answer(tmp_path: Path) -> None:
    answers = ANSWERS_TEXT.replace("20.0", "otter").replace("private", "marmot")
    understood = inspect(Way.FILES, three(tmp_path, answers=answers), quiet)
    assert "otter" not in str(understood.as_plain())
    assert "marmot" not in str(understood.as_plain())
