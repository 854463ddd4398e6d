from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from scoring.opening.inspection import inspect
from scoring.opening.plan import ColumnFacts, ColumnKind, FileRole, SentFile, Understood, Way
from scoring.opening.profiles import ALL_COUNTED
from tests.scoring.opening.files import quiet, sent, table

LABELLED, TRAIN, TEST, ANSWERS, SAMPLE, EXTRA = (
    FileRole.LABELLED, FileRole.TRAIN, FileRole.TEST, FileRole.ANSWERS, FileRole.SAMPLE, FileRole.EXTRA,
)  # fmt: skip
WORDS = ("red", "green", "blue")


def seen(folder: Path, text: str | bytes, *others: SentFile) -> Understood:
    return inspect(Way.CUT, [sent(folder, LABELLED, text), *others], quiet)


def facts(folder: Path, cells: list[object]) -> ColumnFacts:
    """Of a column beside another, so that an empty cell is a cell."""
    (file,) = seen(folder, table("x,other", [(cell, 1) for cell in cells])).files
    assert file.problem == ""
    return file.columns[0]


@pytest.mark.parametrize(
    ("cells", "kind", "counts"),
    [
        ([1, 2, 3, 4], ColumnKind.WHOLE, (0, 4, True)),
        ([1, 2, 2, ""], ColumnKind.WHOLE, (1, 2, False)),
        (["1.0", "2", "NA", "nan"], ColumnKind.WHOLE, (2, 2, False)),
        ([0.5, 1.5, 2.5], ColumnKind.NUMBER, (0, 3, False)),
        ([0.5, "nan", "inf"], ColumnKind.NUMBER, (1, 2, False)),
        (["inf", "inf"], ColumnKind.NUMBER, (0, 1, False)),
        (["1e3", "-.5", " 7 "], ColumnKind.NUMBER, (0, 3, False)),
        (["007", "008", "010"], ColumnKind.TEXT, (0, 3, True)),
        (["007", "007", "0"], ColumnKind.LABEL, (0, 2, False)),
        (["0", "0.25", "0.5"], ColumnKind.NUMBER, (0, 3, False)),
        ([*WORDS] * 3, ColumnKind.LABEL, (0, 3, False)),
        (["a b", "c d", "e f"], ColumnKind.TEXT, (0, 3, False)),
        (["ant", "bee", "cat"], ColumnKind.TEXT, (0, 3, True)),
        (["x" * 101] * 4, ColumnKind.TEXT, (0, 1, False)),
        (["2024-05-01", "2024-05-02 10:00", "?"], ColumnKind.DATE, (1, 2, False)),
        (["1/5/24", "31.12.2024"], ColumnKind.DATE, (0, 2, True)),
        (["1", "two", "1", "two"], ColumnKind.LABEL, (0, 2, False)),
        (["", "NA", "?"], ColumnKind.EMPTY, (3, 0, False)),
    ],
)
def test_columns_are_told_by_what_they_hold(
    cells: list[object], kind: ColumnKind, counts: tuple[int, int, bool], tmp_path: Path
) -> None:
    """The counts: how many cells are missing, how many are different, and whether they could be ids."""
    assert facts(tmp_path, cells) == ColumnFacts("x", kind, len(cells), *counts)


def test_different_cells_are_counted_up_to_a_bound_and_ids_to_the_last(tmp_path: Path) -> None:
    rows = [(n, n % 15_000, f"{n % 15_000}.5", f"w{n % 200}") for n in range(150_000)]
    (file,) = seen(tmp_path, table("a,b,c,d", rows)).files
    assert [(column.distinct, column.could_be_id) for column in file.columns] == [
        (150_000, True), (10_000, False), (10_000, False), (200, False),
    ]  # fmt: skip
    assert file.rows == 150_000


def test_an_id_that_comes_again_much_later_is_none(tmp_path: Path) -> None:
    (file,) = seen(tmp_path, table("a,b", [(n % 99_999, 0) for n in range(100_000)])).files
    assert not file.columns[0].could_be_id


def test_a_file_of_many_columns_is_counted_less_far(tmp_path: Path) -> None:
    names = ",".join(f"c{number}" for number in range(2_000))
    (file,) = seen(tmp_path, table(names, [",".join(f"{n}.5" for _ in range(2_000)) for n in range(700)])).files
    assert {column.distinct for column in file.columns} == {ALL_COUNTED // 2_000}


def test_what_was_understood_survives_being_stored(tmp_path: Path) -> None:
    understood = seen(tmp_path, table("id,x,kind", [(n, n / 2, n % 2) for n in range(30)]))
    assert Understood.from_plain(understood.as_plain()) == understood


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"", "The file is empty. Choose the file again: the upload may have failed."),
        (b"x,y\n", "Line 1: The file has a first line, but no rows after it. Send the whole file."),
        (b"x,y\n1,2\n3\n", "Line 3: The row has 1 cell; the first line has 2. Fill in what is missing."),
        (
            b"x,y\n1,2\n3\n4\n5,6,7\n",
            "Line 3: The row has 1 cell; the first line has 2. Fill in what is missing. There are 2 more problems.",
        ),
        (
            b"x,y\n1,2\n3\n4\n",
            "Line 3: The row has 1 cell; the first line has 2. Fill in what is missing. There is one more problem.",
        ),
        (b"x,y\n\n \n", "Line 1: The file has a first line, but no rows after it. Send the whole file."),
        (b"x,x\n1,2\n", "Line 1: The first line has the same name more than once. Give each column a name of its own."),
        (
            b"x;y\n1;2\n",
            "Line 1: The columns are separated by semicolons, not by commas. "
            "Save the file with commas between the columns, and points in decimal numbers.",
        ),
        (
            b"PK\x03\x04no archive",
            "The archive is broken, encrypted or packed in an unusual way. "
            "Pack the CSV file again, alone, as .zip or .gz, or send it as it is.",
        ),
        (b"\x89PNG..", "This is a PNG picture, not a CSV file. Save it as a CSV file: plain text, commas between the "
         "columns, one row to a line."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_told_with_line_and_remedy(text: bytes, problem: str, tmp_path: Path) -> None:
    understood = seen(tmp_path, text)
    assert (understood.files[0].problem, understood.files[0].columns, understood.guesses) == (problem, (), {})


@pytest.mark.parametrize(
    "text",
    [
        table("39,State-gov,13", [(n, "State-gov", n) for n in range(9)]),
        table("17,Public", [(n, ("Public", "Private")[n % 2]) for n in range(9)]),
        table("1001,1", [(n, n % 2) for n in range(9)]),
        table("0.5,1.5", [(n, n) for n in range(9)]),
        table("cat,x", [("cat", 1), ("dog", 2)] * 5),
        table(f"{'long' * 60},x", [("text", 1)] * 5),
    ],
)
def test_a_first_line_of_data_is_told_and_none_of_it_is_kept(text: str, tmp_path: Path) -> None:
    (file,) = seen(tmp_path, text).files
    assert file.problem == (
        "The first line seems to hold data. Write the names of the columns into the first line of the file."
    )
    assert (file.rows, file.columns) == (0, ())


@pytest.mark.parametrize("header", ["0,1,2,label", "label,1,2,3", "a,2019,2020,b", "0,1,2,3"])
def test_columns_may_be_called_by_numbers_that_count(header: str, tmp_path: Path) -> None:
    (file,) = seen(tmp_path, table(header, [(n, n, n, n) for n in range(9)])).files
    assert [column.name for column in file.columns] == header.split(",")


def archive(*names: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        for name in names:
            packed.writestr(name, "x,y\n1,2\n3,4\n")
    return stream.getvalue()


def test_images_and_extras_are_not_opened(tmp_path: Path) -> None:
    files = [
        sent(tmp_path, TEST, archive("a.png", "b.png"), "test.zip"),
        sent(tmp_path, EXTRA, "a,b\n1", "broken.csv"),
        sent(tmp_path, FileRole.PROBE, "a,b\n1", "probe.csv"),
    ]
    understood = inspect(Way.FILES, files, quiet)
    assert [(file.rows, file.columns, file.problem) for file in understood.files] == [(0, (), "")] * 3


def test_one_packed_table_is_opened_but_a_spreadsheet_is_not(tmp_path: Path) -> None:
    one = sent(tmp_path, TRAIN, archive("__MACOSX/x", "folder/", "train.csv"), "train.zip")
    sheet = sent(tmp_path, TEST, archive("[Content_Types].xml", "b.xml"), "test.xlsx")
    train, test = inspect(Way.FILES, [one, sheet], quiet).files
    broken = sent(tmp_path, TRAIN, b"PK\x03\x04no archive", "broken.zip")
    assert inspect(Way.FILES, [broken], quiet).files[0].problem.startswith("The archive is broken")
    assert (train.rows, train.problem) == (2, "")
    assert test.problem.startswith("This is an Excel or Word document")


def test_the_work_is_told_in_rising_percents(tmp_path: Path) -> None:
    told: list[tuple[int, str]] = []
    files = [sent(tmp_path, role, table("x,y", [(n, n) for n in range(300_000)])) for role in (TRAIN, TEST)]
    inspect(Way.FILES, files, lambda percent, doing: told.append((percent, doing)))
    percents = [percent for percent, _ in told]
    assert percents == sorted(percents)
    assert {doing for _, doing in told} == {"Reading train.csv", "Reading test.csv", "Comparing the files", "Done"}
    assert len(told) == len({*told})


def test_without_files_nothing_is_guessed() -> None:
    understood = inspect(Way.CUT, [], quiet)
    assert understood.problems == (
        "There is no labelled file. Send one table in which the column to predict is filled.",
    )
    assert (understood.files, understood.guesses) == ((), {})
