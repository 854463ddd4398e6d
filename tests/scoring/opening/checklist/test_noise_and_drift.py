from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer

from scoring.opening.checklist.distances import SAME, distance
from scoring.opening.plan import Choices, State
from tests.scoring.opening.checklist.files import TEXTS, Competition, flowers, houses, item, items, state


def cells(folder: Path, flips: int = 0) -> Competition:
    """569 cells of which 30 measures tell whether they are ill, the first of them written down wrongly."""
    data = load_breast_cancer()
    ill = data.target.copy()
    ill[:flips] = 1 - ill[:flips]
    features = {f"measure {place}": column for place, column in enumerate(data.data.T)}
    competition = flowers(folder, 9, 9)
    train = {"id": range(569), **features, "species": ill}
    test = {"id": competition.answers["id"], **{name: column[:9] for name, column in features.items()}}
    return replace(competition, train=train, test=test)


def test_clean_targets_are_good(tmp_path: Path) -> None:
    assert state(cells(tmp_path).material(), "noise") is State.GOOD
    assert state(houses(tmp_path).material(), "noise") is State.GOOD


def test_flipped_labels_are_pointed_at_by_id(tmp_path: Path) -> None:
    found = item(cells(tmp_path, flips=30).material(), "noise")
    assert found.state is State.WARNING
    assert found.details[0].startswith("A simple model is sure that ")
    ids = {int(detail.split()[-1].rstrip(".")) for detail in found.details[1:]}
    assert len(ids) == 10
    assert ids <= {*range(30)}


def test_rows_without_ids_are_pointed_at_by_number(tmp_path: Path) -> None:
    competition = cells(tmp_path, flips=30)
    train = {name: cells for name, cells in (competition.train or {}).items() if name != "id"}
    found = item(competition.material(train=train), "noise")
    assert found.details[1].startswith("One of them is row ")


def test_numbers_that_are_far_off_are_pointed_at(tmp_path: Path) -> None:
    competition = houses(tmp_path)
    price = np.array((competition.train or {})["price"])
    price[:9] += 5_000
    found = item(competition.material(train={**(competition.train or {}), "price": price}), "noise")
    assert found.details[0] == "A simple model is sure that 1.5 % of the train rows have another target."
    assert found.details[1:] == tuple(f"One of them is the row with the id {number}." for number in range(9))


def test_targets_that_are_uneven_by_nature_are_not(tmp_path: Path) -> None:
    competition = houses(tmp_path)
    price = np.zeros(600)
    price[np.random.default_rng(1).permutation(600)[:60]] = 1_000_000
    assert state(competition.material(train={**(competition.train or {}), "price": price}), "noise") is State.GOOD


def test_equal_rows_with_different_targets_are_counted(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    train = {name: np.array(cells) for name, cells in (competition.train or {}).items()}
    for name in ("length", "width", "colour"):
        train[name][:20] = train[name][20:40]
    train["species"][:20] = np.array(["iris", "lily", "rose", "iris"])[(train["species"][20:40] == "iris") + 1]
    found = item(competition.material(train=train), "noise")
    assert found.details[0].endswith(" of the train rows have the same features as a row with another target.")


def test_equal_rows_with_numbers_close_by_are_no_conflict(tmp_path: Path) -> None:
    competition = houses(tmp_path)
    train = {name: np.array(cells) for name, cells in (competition.train or {}).items()}
    for name in ("size", "age"):
        train[name][:300] = train[name][300:]
    train["price"][:300] = train["price"][300:] + 1
    assert "same features" not in " ".join(item(competition.material(train=train), "noise").details)
    train["price"][:300] = train["price"][300:] + 900
    assert (
        item(competition.material(train=train), "noise")
        .details[0]
        .startswith("100.0 % of the train rows have the same")
    )


def test_missing_targets_are_counted(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    species = np.array((competition.train or {})["species"])
    species[:60] = ""
    found = item(competition.material(train={**(competition.train or {}), "species": species}), "noise")
    assert (found.state, found.details) == (State.WARNING, ("10 % of the train rows have no target.",))


@pytest.mark.parametrize("species", [["iris"] * 600, range(600), [f"{number} x" for number in range(600)]])
def test_one_class_or_a_class_for_each_row_is_nothing_to_learn(tmp_path: Path, species: Any) -> None:
    competition = flowers(tmp_path)
    assert state(competition.material(train={**(competition.train or {}), "species": species}), "noise") is State.GOOD


def test_constant_columns_teach_nothing(tmp_path: Path) -> None:
    competition = houses(tmp_path)
    train = {"id": range(600), "x": [1] * 600, "price": np.array((competition.train or {})["price"])}
    material = competition.material(train=train, test={"id": competition.answers["id"], "x": [1] * 600})
    assert state(material, "noise") is State.WARNING  # all rows are the same, their prices are not
    assert state(material, "drift") is State.GOOD
    flat = competition.material(train={**(competition.train or {}), "price": np.tile([1.0, 1.0, 1.0, 2.0], 150)})
    assert state(flat, "noise") is State.GOOD


def test_a_perfect_model_doubts_nothing(tmp_path: Path) -> None:
    competition = houses(tmp_path)
    groups = np.repeat([0, 1, 2], 200)
    train = {"id": range(600), "x": groups, "price": groups * 10.0}
    material = competition.material(train=train, test={"id": competition.answers["id"], "x": groups})
    assert state(material, "noise") is State.GOOD


def test_texts_are_read_for_what_they_are_about(tmp_path: Path) -> None:
    dice = np.random.default_rng(1)
    words = {"sport": "goal match team player coach".split(), "food": "bread soup salt oven spoon".split()}
    labels = dice.choice(list(words), 400)
    texts = [" ".join(dice.choice(words[label], 4)) + f" {number:03}" for number, label in enumerate(labels)]
    labels[:8] = np.where(labels[:8] == "sport", "food", "sport")
    competition = flowers(tmp_path, 9, 200)
    material = competition.material(
        train={"id": range(200), "text": texts[:200], "species": labels[:200]},
        test={"id": competition.answers["id"], "text": texts[200:]},
        answers={**competition.answers, "species": labels[200:]},
    )
    found = item(material, "noise")
    assert found.details[0] == "A simple model is sure that 4.0 % of the train rows have another target."
    assert state(material, "drift") is State.GOOD
    assert item(material, "shake-up").found.startswith("Among 10 models")


def test_train_and_test_of_one_kind_are_good(tmp_path: Path) -> None:
    assert state(flowers(tmp_path).material(), "drift") is State.GOOD
    assert state(houses(tmp_path).material(), "drift") is State.GOOD


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("length", np.arange(600) / 100),
        ("colour", ["red"] * 400 + ["green"] * 200),
        ("length", [""] * 200 + ["0"] * 400),
        ("length", [""] * 600),
    ],
)
def test_a_column_that_moves_is_named(tmp_path: Path, name: str, cells: Any) -> None:
    competition = flowers(tmp_path)
    found = item(competition.material(test={**(competition.test or {}), name: cells}), "drift")
    assert found.state is State.WARNING
    assert found.details[0].startswith(f"“{name}” lies ")


def test_columns_that_move_only_together_are_found_by_the_model(tmp_path: Path) -> None:
    dice = np.random.default_rng(1)
    both = dice.normal(size=(1_200, 1)).round(3) * np.ones(2)
    both[600:, 1] *= -1
    competition = houses(tmp_path)
    material = competition.material(
        train={"id": range(600), "size": both[:600, 0], "age": both[:600, 1], "price": range(600)},
        test={"id": competition.answers["id"], "size": both[600:, 0], "age": both[600:, 1]},
    )
    found = item(material, "drift")
    assert found.found == "A model can tell train rows from test rows: an area of 1.00."
    assert len(found.details) == 1


def test_a_small_shift_is_told_as_columns_only(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    shifted = np.array((competition.test or {})["length"]) + 0.5
    found = item(competition.material(test={**(competition.test or {}), "length": shifted}), "drift")
    assert found.found == "1 column differs between train and test."
    test = {**(competition.test or {}), "length": shifted, "width": np.array((competition.test or {})["width"]) + 0.6}
    assert item(competition.material(test=test), "drift").found == "2 columns differ between train and test."


def test_a_moved_date_is_drift(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    train = {**(competition.train or {}), "day": [f"2024-01-{1 + number % 30:02} 12:30" for number in range(600)]}
    test = {**(competition.test or {}), "day": [f"2025-06-{1 + number % 30:02}" for number in range(600)]}
    found = item(competition.material(train=train, test=test), "drift")
    assert found.details[0] == "“day” lies 1.00 apart (0 is the same, 1 has nothing in common)."


def test_among_two_thousand_columns_chance_does_not_count_as_drift(tmp_path: Path) -> None:
    dice = np.random.default_rng(1)
    wide = {f"c{number}": dice.normal(size=160).round(3) for number in range(2_000)}
    competition = flowers(tmp_path, 80, 80)
    train = {**(competition.train or {}), **{name: cells[:80] for name, cells in wide.items()}}
    test = {**(competition.test or {}), **{name: cells[80:] for name, cells in wide.items()}}
    assert state(competition.material(train=train, test=test), "drift") is State.GOOD


def test_few_rows_and_missing_files_are_no_drift(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    assert item(competition.material(), "drift").details == ()
    assert items(competition.material(train=None), "drift") == []
    assert items(competition.material(test=None), "drift") == []
    one = {name: list(cells)[:1] for name, cells in (competition.train or {}).items()}
    assert state(competition.material(train=one), "drift") is State.GOOD


def test_pictures_have_no_columns_to_compare(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    pictures = competition.material(
        train={"id": range(9), "species": ["iris"] * 9}, test={"id": competition.answers["id"]}
    )
    assert item(pictures, "drift").found.endswith("so there is nothing to compare.")


def test_the_distance_of_the_same_and_of_nothing_is_none() -> None:
    numbers, none = np.arange(9.0), np.empty(0)
    assert distance(numbers, none, ordered=True) == SAME
    assert distance(none, numbers, ordered=False) == SAME
    assert distance(numbers, np.full(9, np.nan), ordered=True).size == 1
    assert distance(np.zeros(9), np.zeros(9), ordered=False) == SAME


def test_numbers_beyond_single_precision_do_no_harm(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 60, 60)
    huge = {**(competition.train or {}), "length": ["1e308", "-1e308"] * 30}
    choices = Choices("accuracy", ("species",), "id")
    material = competition.material(train=huge, choices=choices, texts=TEXTS)
    assert state(material, "noise") is State.GOOD
    assert state(material, "drift") is State.WARNING
