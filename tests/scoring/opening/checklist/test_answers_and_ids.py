from dataclasses import replace
from pathlib import Path

import pytest

from scoring.opening.plan import Choices, State, Way
from tests.scoring.opening.checklist.files import flowers, houses, item, items, state


def test_answers_that_fit_are_good(tmp_path: Path) -> None:
    found = item(flowers(tmp_path, 9, 9).material(), "answers")
    assert (found.state, found.found) == (State.GOOD, "The answers fit the metric “Accuracy”: 9 rows can be scored.")


def test_every_fault_of_the_answers_is_told_with_its_place_and_without_its_cell(tmp_path: Path) -> None:
    competition = houses(tmp_path, 9, 4)
    answers = {"id": [7, 7, 8, 9], "price": [1.5, "dear", 2.5, -3.5], "Usage": ["Public"] * 2 + ["Private", "Nobody's"]}
    found = item(competition.material(answers=answers), "answers")
    assert found.state is State.BAD
    assert found.found == "The answer file cannot be used: 3 problems."
    assert sorted(detail.split(":")[0] for detail in found.details) == [
        "line 3, column “id”", "line 3, column “price”", "line 5, column “Usage”",
    ]  # fmt: skip
    assert "dear" not in " ".join(found.details)


def test_a_part_that_the_metric_cannot_score_is_told(tmp_path: Path) -> None:
    competition = houses(tmp_path, 9, 4)
    answers = {"id": range(4), "price": [1, 1, 2, 3], "Usage": ["Public"] * 2 + ["Private"] * 2}
    found = item(competition.material(answers=answers, choices=Choices("r2", ("price",), "id")), "answers")
    assert found.details == (
        "Among the public rows: All true values are equal. This metric needs true values that differ.",
    )


@pytest.mark.parametrize(("way", "where"), [(Way.CUT, "the labelled file"), (Way.FILES, "the answer file")])
def test_settings_that_do_not_fit_are_told(tmp_path: Path, way: Way, where: str) -> None:
    competition = flowers(tmp_path, 9, 9)
    choices = replace(competition.choices, metric="fbeta", parameters={"beta": -1.0})
    found = item(competition.material(choices=choices, way=way), "answers")
    assert found.state is State.BAD
    assert found.found.startswith("The settings do not fit the answer file: beta must be")
    assert where in found.remedy


def test_the_same_ids_in_test_and_answers_are_good(tmp_path: Path) -> None:
    found = item(flowers(tmp_path, 9, 9).material(), "ids")
    assert (found.state, found.found) == (State.GOOD, "The test file and the answers have the same 9 ids, each once.")


def test_ids_that_differ_are_counted_and_named(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    test = {**(competition.test or {}), "id": [10_000, 10_000, *range(10_001, 10_007), "010007"]}
    found = item(competition.material(test=test), "ids")
    assert found.state is State.BAD
    assert found.found == (
        "2 ids of the answers are not in the test file, which has 1 row without answer and 1 with a repeated id."
    )
    assert found.details == (
        "The id 010007 has no answer.",
        "The id 10000 occurs more than once.",
        "The id 10007 is missing.",
        "The id 10008 is missing.",
    )


def test_a_single_missing_id_is_told_in_the_singular(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    test = {name: list(cells)[:8] for name, cells in (competition.test or {}).items()}
    found = item(competition.material(test=test), "ids")
    assert found.found.startswith("1 id of the answers is not in the test file")


def test_a_test_file_without_the_column_of_ids_is_bad(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    test = {("key" if name == "id" else name): cells for name, cells in (competition.test or {}).items()}
    found = item(competition.material(test=test), "ids")
    assert (found.state, found.found) == (
        State.BAD, "The test file has no column “id”, which holds the ids of the answers.",
    )  # fmt: skip


def test_without_a_test_file_ids_cannot_be_compared(tmp_path: Path) -> None:
    material = flowers(tmp_path, 9, 9).material(test=None)
    assert state(material, "ids") is State.WARNING
    assert items(material, "train-ids") == []


def test_ids_that_train_and_test_share_are_counted(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    assert state(competition.material(), "train-ids") is State.GOOD
    one = {**(competition.train or {}), "id": [*range(8), 10_000]}
    found = item(competition.material(train=one), "train-ids")
    assert (found.state, found.found) == (State.WARNING, "1 id of the test file also occurs in the train file.")
    all_of_them = {**(competition.train or {}), "id": range(10_000, 10_009)}
    assert item(competition.material(train=all_of_them), "train-ids").found.startswith(
        "9 ids of the test file also occur "
    )
