from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.opening.plan import Choices, FileRole, State, Way
from tests.scoring.opening.checklist.files import Competition, flowers, item, items, write


def extra(competition: Competition, **columns: Any) -> dict[str, bytes]:
    path = competition.folder / "extra"
    write(path, columns)
    return {"more.csv": path.read_bytes()}


def state(competition: Competition, extras: dict[str, bytes], **changes: Any) -> State:
    return item(competition.material(extras=extras, **changes), "given-away").state


def labelled(competition: Competition, rows: int) -> dict[str, Any]:
    """So many test rows with their answers, as the file has them that they were cut from."""
    features = {name: np.array(cells)[:rows] for name, cells in (competition.test or {}).items() if name != "id"}
    return {"id": range(rows), **features, "Species": np.array(competition.answers["species"])[:rows]}


def test_without_further_files_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert items(flowers(tmp_path, 60, 60).material(), "given-away") == []


def test_files_without_answers_are_good(tmp_path: Path) -> None:
    found = item(
        flowers(tmp_path, 60, 60).material(extras={"notes.txt": b"\x00", "map.csv": b"a,b\n1,2\n"}), "given-away"
    )
    assert (found.state, found.found) == (State.GOOD, "2 further files for the class: no answers were seen in them.")


@pytest.mark.parametrize("role", [FileRole.LABELLED, FileRole.ANSWERS])
def test_a_secret_file_is_known_under_any_name(tmp_path: Path, role: FileRole) -> None:
    competition = flowers(tmp_path, 60, 60)
    secret = competition.probe("secret", {"anything": [1]}, None)
    sent = type(secret)(role, secret.name, secret.path)
    found = item(competition.material(extras={"photo.png": secret.path.read_bytes()}, files=(sent,)), "given-away")
    assert (found.state, found.found) == (State.BAD, "1 further file for the class would give answers away.")
    assert found.details == ("photo.png: 100.0 % of the test rows stand there with the target.",)


@pytest.mark.parametrize(("rows", "expected"), [(3, State.GOOD), (60, State.WARNING), (300, State.BAD)])
def test_test_rows_with_answers_are_known_by_what_they_hold(tmp_path: Path, rows: int, expected: State) -> None:
    competition = flowers(tmp_path)
    assert state(competition, extra(competition, **labelled(competition, rows))) is expected


def test_ids_of_test_rows_beside_the_target_tell_the_answers(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 60, 60)
    answers = {name: competition.answers[name] for name in ("id", "species")}
    kept = Choices("accuracy", ("species",), "id", keep_ids=True)
    assert state(competition, extra(competition, **answers), way=Way.FILES) is State.BAD
    assert state(competition, extra(competition, **answers), way=Way.CUT, choices=kept) is State.BAD
    assert state(competition, extra(competition, **answers), way=Way.FILES, test=None) is State.BAD
    assert state(competition, extra(competition, id=competition.answers["id"], colour=["red"] * 60)) is State.GOOD


def test_an_example_of_a_submission_is_welcome_unless_it_wins(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 60, 60)
    guesses = {"id": competition.answers["id"], "species": list(competition.answers["species"])[::-1]}
    assert state(competition, extra(competition, **guesses), way=Way.FILES) is State.GOOD


def test_further_rows_to_learn_from_are_welcome(tmp_path: Path) -> None:
    """Their numbers may be those of test rows, which are numbered anew."""
    competition, others = flowers(tmp_path), flowers(tmp_path, seed=2)
    more = {**(others.train or {}), "id": competition.answers["id"]}
    assert state(competition, extra(competition, **more), way=Way.CUT) is State.GOOD
    assert state(competition, extra(competition, **(competition.train or {}))) is State.GOOD


def test_without_a_train_file_test_rows_are_known_all_the_same(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    assert state(competition, extra(competition, **labelled(competition, 600)), train=None) is State.BAD
