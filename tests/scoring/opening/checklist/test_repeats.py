from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.opening.plan import State, Way
from tests.scoring.opening.checklist.files import Competition, flowers, item, items


def copied(competition: Competition, rows: int) -> dict[str, Any]:
    """The train file with so many of its rows taken from the test file."""
    test, train = competition.test or {}, dict(competition.train or {})
    for name in ("length", "width", "colour"):
        train[name] = np.concatenate([np.array(test[name])[:rows], np.array(train[name])[rows:]])
    return train


@pytest.mark.parametrize(
    ("rows", "expected", "said"),
    [
        (0, State.GOOD, "No row of the test file occurs in the train file, going by the 3 shared columns."),
        (1, State.GOOD, "1 row of the test file (0.2 %) occurs in the train file too, going by the 3 shared columns."),
        (5, State.GOOD, "5 rows of the test file (0.8 %) occur in the train file too, going by the 3 shared columns."),
        (
            6,
            State.WARNING,
            "6 rows of the test file (1.0 %) occur in the train file too, going by the 3 shared columns.",
        ),
        (
            120,
            State.BAD,
            "120 rows of the test file (20 %) occur in the train file too, going by the 3 shared columns.",
        ),
    ],
)
def test_rows_of_test_that_train_has_under_other_ids_are_counted(
    tmp_path: Path, rows: int, expected: State, said: str
) -> None:
    competition = flowers(tmp_path)
    found = item(competition.material(train=copied(competition, rows)), "repeats")
    assert (found.state, found.found) == (expected, said)


def test_what_to_do_depends_on_who_made_the_files(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    train = copied(competition, 60)
    cut, files = (item(competition.material(train=train, way=way), "repeats").remedy for way in (Way.CUT, Way.FILES))
    assert "labelled file" in cut
    assert "answers" in files


def test_data_that_repeat_themselves_are_no_leak(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    colours = {"id": range(600), "colour": ["red", "blue", "white"] * 200}
    found = item(competition.material(train={**colours, "species": ["iris"] * 600}, test=colours), "repeats")
    assert found.state is State.WARNING
    assert found.found.startswith("600 rows of the test file (100.0 %) occur in the train file too")
    assert found.details == ("Within the train file, 100.0 % of the rows have a twin.",)


def test_without_shared_columns_or_without_both_files_there_is_nothing_to_compare(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    pictures = {"id": [f"{number}.png" for number in range(9)]}
    bare = competition.material(train={**pictures, "species": ["iris"] * 9}, test={"id": competition.answers["id"]})
    assert item(bare, "repeats").found.endswith("so there is nothing to compare.")
    assert items(competition.material(train=None), "repeats") == []
