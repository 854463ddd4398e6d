from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.judging.arrays import Array
from scoring.opening.checklist.sizes import known_interval
from scoring.opening.plan import Choices, State
from tests.scoring.opening.checklist.files import Competition, flowers, houses, item, items, state, usage


def marked(competition: Competition, public: int, private: int) -> dict[str, Any]:
    return {**competition.answers, "Usage": ["Public"] * public + ["Private"] * private}


@pytest.mark.parametrize(
    ("public", "private", "expected"),
    [
        (99, 1_901, State.BAD),
        (1_901, 99, State.BAD),
        (0, 2_000, State.BAD),
        (100, 1_900, State.WARNING),
        (999, 1_001, State.WARNING),
        (1_000, 1_000, State.GOOD),
    ],
)
def test_parts_must_have_rows_enough(tmp_path: Path, public: int, private: int, expected: State) -> None:
    competition = houses(tmp_path, 9, 2_000)
    assert state(competition.material(answers=marked(competition, public, private)), "sizes") is expected


def test_the_smaller_part_is_named(tmp_path: Path) -> None:
    competition = houses(tmp_path, 9, 200)
    found = item(competition.material(answers=marked(competition, 150, 50)), "sizes")
    assert found.found == "There are 150 public and 50 private rows; the private part needs at least 100."


def test_the_width_of_the_interval_follows_from_the_rows(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 2_000)
    found = item(competition.material(answers={**competition.answers, "Usage": usage(2_000, 0.2)}), "sizes")
    widths = [float(detail.split("± ")[1].split()[0]) for detail in found.details]
    assert [detail.split(" of")[0] for detail in found.details] == ["A public score", "A private score"]
    assert widths[0] / widths[1] == pytest.approx(2, rel=0.1)
    assert widths[0] == pytest.approx(1.96 * np.sqrt(0.25 / 400), rel=0.15)


def test_without_features_the_sample_submission_tells_the_width(tmp_path: Path) -> None:
    competition = houses(tmp_path, 9, 300)
    bare = {"id": (competition.test or {})["id"]}
    found = item(competition.material(train=None, test=bare), "sizes")
    assert len(found.details) == 2
    assert item(competition.material(train=None, test=bare, sample=None), "sizes").details == ()
    refused = {"id": [1], "price": [2]}
    assert item(competition.material(train=None, test=bare, sample=refused), "sizes").details == ()


def test_a_score_without_an_interval_has_no_width(tmp_path: Path) -> None:
    competition = houses(tmp_path, 9, 300)
    bare = {"id": (competition.test or {})["id"]}
    material = competition.material(train=None, test=bare, choices=Choices("pearson", ("price",), "id"))
    assert item(material, "sizes").details == ()  # the sample is constant: no correlation
    largest = competition.material(choices=Choices("max_error", ("price",), "id"))
    assert item(largest, "sizes").details == ()
    one_part = competition.material(train=None, test=bare, answers=marked(competition, 300, 0))
    assert len(item(one_part, "sizes").details) == 1


def test_undefined_scores_have_no_interval(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    key = competition.material(choices=Choices("multi_logloss", ("species",), "id")).key
    nothing: dict[str, Array] = {"target": np.zeros(3, np.int32), "prediction": np.zeros((3, 3))}
    assert known_interval(key, nothing) is None


def test_classes_in_both_parts_are_good(tmp_path: Path) -> None:
    found = item(flowers(tmp_path).material(), "classes")
    assert (found.state, found.found) == (State.GOOD, "Each of the 3 classes is in both parts.")


def test_a_class_in_one_part_only_is_bad(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 300)
    species = np.array(competition.answers["species"], "U9")
    species[0] = "orchid"
    found = item(competition.material(answers={**competition.answers, "species": species}), "classes")
    assert (found.state, found.found) == (State.BAD, "1 of 4 classes occurs in only one part.")
    species[1] = "tulip"
    found = item(competition.material(answers={**competition.answers, "species": species}), "classes")
    assert found.found == "2 of 5 classes occur in only one part."


@pytest.mark.parametrize(("rare", "said"), [(1, "1 of 4 has fewer"), (2, "2 of 5 have fewer")])
def test_few_rows_of_a_class_are_told(tmp_path: Path, rare: int, said: str) -> None:
    competition = flowers(tmp_path, 9, 300)
    species = np.array(competition.answers["species"], "U9")
    parts = np.array(competition.answers["Usage"])
    for number in range(rare):
        for part in ("Public", "Private"):
            species[np.flatnonzero(parts == part)[number * 5 : number * 5 + 5]] = f"orchid {number}"
    found = item(competition.material(answers={**competition.answers, "species": species}), "classes")
    assert found.state is State.WARNING
    assert said in found.found


def test_without_rows_in_a_part_no_class_is_there(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 300)
    assert item(competition.material(answers=marked(competition, 300, 0)), "classes").state is State.BAD


def test_numbers_and_texts_have_no_classes(tmp_path: Path) -> None:
    assert items(houses(tmp_path, 9, 9).material(), "classes") == []
    assert items(houses(tmp_path, 9, 9).material(), "train-classes") == []


def test_several_columns_of_labels_count_each(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 300)
    dice = np.random.default_rng(1)
    leaves = {"rust": dice.integers(0, 2, 300), "scab": dice.integers(0, 2, 300)}
    answers = {"id": competition.answers["id"], **leaves, "Usage": usage(300)}
    material = competition.material(answers=answers, choices=Choices("mc_auc", ("rust", "scab"), "id"))
    assert item(material, "classes").found == "Each of the 4 classes is in both parts."
    assert items(material, "train-classes") == []  # train does not have these columns


def test_train_shows_every_class_however_numbers_are_written(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    assert state(competition.material(), "train-classes") is State.GOOD
    train = {**(competition.train or {}), "species": [0, 1, 2] * 3}
    answers = {**competition.answers, "species": ["0.0", "1.0", "2.0"] * 3}
    assert state(competition.material(train=train, answers=answers), "train-classes") is State.GOOD


def test_classes_that_train_does_not_show_are_counted(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    train = {**(competition.train or {}), "species": ["iris", "lily", ""] * 3}
    answers = {**competition.answers, "species": ["iris", "lily", "rose"] * 3}
    found = item(competition.material(train=train, answers=answers), "train-classes")
    assert (found.state, found.found) == (
        State.WARNING,
        "1 of 3 classes in the answers does not occur in the train file.",
    )
    train["species"] = ["iris"] * 9
    assert (
        "2 of 3 classes in the answers do not"
        in item(competition.material(train=train, answers=answers), "train-classes").found
    )


def test_classes_written_differently_are_bad(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    answers = {**competition.answers, "species": [f"{name}." for name in np.array(competition.answers["species"])]}
    found = item(competition.material(answers=answers), "train-classes")
    assert (found.state, found.found) == (
        State.BAD, "The train file and the answers write the classes differently: none is in both.",
    )  # fmt: skip


def test_without_train_no_class_is_compared(tmp_path: Path) -> None:
    assert items(flowers(tmp_path, 9, 9).material(train=None), "train-classes") == []


def test_parts_drawn_alike_are_good(tmp_path: Path) -> None:
    assert state(flowers(tmp_path).material(), "parts") is State.GOOD
    assert state(houses(tmp_path).material(), "parts") is State.GOOD


def test_parts_that_differ_in_the_target_are_told(tmp_path: Path) -> None:
    competition = houses(tmp_path)
    dear = np.array(competition.answers["price"]) > np.median(np.array(competition.answers["price"]))
    answers = {**competition.answers, "Usage": np.where(dear, "Public", "Private")}
    found = item(competition.material(answers=answers), "parts")
    assert found.state is State.WARNING
    assert found.details[0] == "The true values of “price” lie 1.00 apart (0 is the same)."


def test_parts_that_differ_in_a_feature_are_told(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    test = dict(competition.test or {})
    test["length"] = np.array(test["length"]) + 3 * (np.array(competition.answers["Usage"]) == "Public")
    found = item(competition.material(test=test), "parts")
    assert found.state is State.WARNING
    assert found.details[0].startswith("“length” lies 0.")
    assert found.details[-1].startswith(
        "A model tells public from private rows with an area under the ROC curve of 0.9"
    )


def test_a_group_is_on_one_side_by_intent(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    side = {**(competition.test or {}), "batch": competition.answers["Usage"]}
    choices = replace(competition.choices, group_column="batch")
    train = {**(competition.train or {}), "batch": ["train"] * 600}
    assert state(competition.material(test=side, train=train), "parts") is State.WARNING
    assert state(competition.material(test=side, train=train, choices=choices), "parts") is State.GOOD
    assert state(competition.material(test=side, train=train), "drift") is State.WARNING
    assert state(competition.material(test=side, train=train, choices=choices), "drift") is State.GOOD


def test_without_two_parts_or_without_features_there_is_less_to_compare(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    assert items(competition.material(answers=marked(competition, 600, 0)), "parts") == []
    bare = {"id": (competition.test or {})["id"]}
    assert state(competition.material(test=bare, train=None), "parts") is State.GOOD
    assert state(competition.material(test=None, train=None), "parts") is State.GOOD


def test_the_shake_up_is_told_in_one_sentence(tmp_path: Path) -> None:
    found = item(flowers(tmp_path).material(), "shake-up")
    assert found.state is State.GOOD
    assert found.found.startswith("Among 10 models of nearly equal quality, a place changes by ")
    assert found.found.endswith(" of 10 draws.")


def test_where_nothing_can_be_predicted_the_board_is_a_lottery(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 200)
    dice = np.random.default_rng(5)
    answers = {**competition.answers, "species": dice.permutation(np.array(competition.answers["species"]))}
    found = item(competition.material(answers=answers), "shake-up")
    assert found.state is State.WARNING
    assert found.details == ("If the public board told nothing, a place would change by 3.3.",)


@pytest.mark.parametrize(
    ("metric", "targets"),
    [("rmse", "price"), ("qwk", "stars"), ("auc", "sold"), ("f1", "sold"), ("multi_logloss", "kind"), ("r2", "price")],
)
def test_models_are_tried_for_every_kind_of_target(tmp_path: Path, metric: str, targets: str) -> None:
    competition = houses(tmp_path, 9, 300)
    price = np.array(competition.answers["price"])
    columns = {
        "price": price,
        "stars": np.digitize(price, [0, 200, 400]),
        "sold": (price > 200).astype(int),
        "kind": np.array(["flat", "house", "villa"])[np.digitize(price, [100, 400])],
    }
    answers = {"id": competition.answers["id"], targets: columns[targets], "Usage": usage(300)}
    material = competition.material(answers=answers, choices=Choices(metric, (targets,), "id"))
    assert item(material, "shake-up").found.startswith("Among 10 models")
    assert len(item(material, "sizes").details) == 2


def test_models_are_tried_for_several_targets_at_once(tmp_path: Path) -> None:
    competition = houses(tmp_path, 9, 300)
    price = np.array(competition.answers["price"])
    answers = {"id": competition.answers["id"], "low": price, "high": price + 9, "Usage": usage(300)}
    material = competition.material(answers=answers, choices=Choices("mcrmse", ("low", "high"), "id"))
    assert item(material, "shake-up").found.startswith("Among 10 models")
    assert len(material.targets) == 2


def test_no_model_is_tried_where_none_can_be(tmp_path: Path) -> None:
    competition = houses(tmp_path, 9, 300)
    words = {**competition.answers, "price": ["a b", "b c", "c d"] * 100}
    texts = competition.material(answers=words, choices=Choices("map_at_k", ("price",), "id"))
    assert items(texts, "shake-up") == []
    assert items(competition.material(choices=Choices("crps_gaussian", ("price",), "id")), "shake-up") == []
    assert items(competition.material(test=None), "shake-up") == []
    assert items(competition.material(train=None, test={"id": competition.answers["id"]}), "shake-up") == []
    assert items(houses(tmp_path, 9, 20).material(), "shake-up") == []


def test_parts_too_small_for_the_metric_have_no_shake_up(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 200)
    rare = np.zeros(200, int)
    rare[[0, 5]] = 1
    answers = {**marked(competition, 3, 197), "rare": rare}
    del answers["species"]
    assert items(competition.material(answers=answers, choices=Choices("auc", ("rare",), "id")), "shake-up") == []
