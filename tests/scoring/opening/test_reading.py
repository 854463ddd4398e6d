import csv
import tempfile
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.judging.problems import RefusedError
from scoring.opening.progress import Progress
from scoring.opening.reading import read_rows
from scoring.opening.writing import cells_of, first_line

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=6)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=8)))
@settings(max_examples=150, deadline=None)
def test_cells_are_those_that_python_reads(rows: list[tuple[str, ...]]) -> None:
    names = [f"c{place}" for place in range(len(rows[0]))]
    text = StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([names, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        path.write_bytes(text.getvalue().encode())
        (read,) = read_rows(path)
        assert [*zip(*(read.cells(name).to_pylist() for name in names), strict=True)] == rows
        for place, name in enumerate(names):
            (back,) = zip(*csv.reader(cells_of(read, [place]).to_pylist()), strict=True)
            assert [*back] == read.cells(name).to_pylist()


def test_rows_are_numbered_over_blocks_and_lines_count_what_is_blank(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("x,y\n\n" + "1,2\n" * 600_000 + "\n \n" + '3,"4\n5"\n6,7\n')
    read = [*read_rows(path, ["y"])]
    assert len(read) > 1
    assert [rows.first for rows in read] == [sum(map(len, read[:number])) for number in range(len(read))]
    assert read[-1].lines[-3:].tolist() == [600_002, 600_005, 600_007]
    assert read[-1].cells("y").to_pylist()[-2:] == ["4\n5", "7"]


def test_a_row_that_breaks_off_in_a_later_block_is_told_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("x,y\n" + "1,2\n" * 600_000 + "3\n")
    with pytest.raises(RefusedError) as refusal:
        [*read_rows(path)]
    assert refusal.value.problems[0].row == 600_002


@pytest.mark.parametrize("name", ["plain", "a, b", 'say "x"', "two\nlines", "return\rhere", "é"])
def test_names_of_columns_are_written_so_that_they_can_be_read(name: str) -> None:
    assert [*csv.reader([first_line(["id", name]).decode()])] == [["id", name]]


def test_a_percent_is_said_once_and_never_falls() -> None:
    told: list[tuple[int, str]] = []
    progress = Progress(lambda percent, doing: told.append((percent, doing)))
    tell = progress.between(10, 20, "Reading")
    for share in (0.0, 0.05, 0.5, 0.51, 1.0):
        tell(share)
    progress.say(5, "Writing")
    assert told == [(10, "Reading"), (15, "Reading"), (20, "Reading"), (20, "Writing")]
