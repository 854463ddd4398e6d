from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.judging.arrays import Array
from scoring.opening.checklist.tell import told
from scoring.opening.features import Feature
from scoring.opening.plan import ColumnKind, State, Way
from tests.scoring.opening.checklist.files import Competition, flowers, houses, item, items, state


def with_column(competition: Competition, cells: Any, name: str = "copy") -> Any:
    return competition.material(
        train={**(competition.train or {}), name: cells}, test={**(competition.test or {}), name: list(cells)}
    )


def test_honest_columns_are_good(tmp_path: Path) -> None:
    assert state(flowers(tmp_path).material(), "leaks") is State.GOOD
    assert state(houses(tmp_path).material(), "leaks") is State.GOOD


@pytest.mark.parametrize("way", ["the same", "as numbers", "shuffled numbers"])
def test_a_column_that_is_the_label_in_other_words_is_bad(tmp_path: Path, way: str) -> None:
    competition = flowers(tmp_path)
    species = np.array((competition.train or {})["species"])
    codes = {"iris": 3.5, "lily": -2.25, "rose": 0.75}
    cells = {"the same": species, "as numbers": np.array([codes[each] for each in species])}
    noisy = cells["as numbers"] + np.random.default_rng(1).uniform(-0.2, 0.2, len(species))
    found = item(with_column(competition, cells.get(way, noisy)), "leaks")
    assert found.state is State.BAD
    assert found.found == "The column “copy” alone tells nearly all of the target, on rows that were held out."
    assert found.details == ("“copy” alone tells 100.0 % of what there is to know.",)


@pytest.mark.parametrize("stretch", [lambda price: price, np.cbrt, lambda price: -3 * price])
def test_a_column_that_is_the_number_stretched_is_bad(tmp_path: Path, stretch: Any) -> None:
    competition = houses(tmp_path)
    price = np.array((competition.train or {})["price"])
    assert state(with_column(competition, stretch(price)), "leaks") is State.BAD


def test_a_label_for_each_number_is_found_too(tmp_path: Path) -> None:
    competition = houses(tmp_path)
    price = np.array((competition.train or {})["price"])
    bands = np.digitize(price, np.quantile(price, np.linspace(0, 1, 21)[1:-1]))
    assert state(with_column(competition, [f"band {chr(97 + band)}" for band in bands]), "leaks") is State.BAD


def test_few_rows_or_a_single_column_are_no_proof(tmp_path: Path) -> None:
    few = flowers(tmp_path, 200, 200)
    assert state(with_column(few, (few.train or {})["species"]), "leaks") is State.WARNING
    alone = houses(tmp_path)
    train = {"id": range(600), "price": np.arange(600), "x": np.arange(600)}
    assert (
        state(alone.material(train=train, test={"id": alone.answers["id"], "x": range(600)}), "leaks") is State.WARNING
    )


def test_a_text_may_tell_by_its_length_and_a_gap_by_being_one(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    species = np.array((competition.train or {})["species"])
    lengths = {"iris": 10, "lily": 20, "rose": 30}
    texts = [f"{number:x}".ljust(lengths[each], "y") for number, each in enumerate(species, start=4096)]
    assert state(with_column(competition, texts), "leaks") is State.BAD
    two = np.where(species == "iris", "iris", "rose")
    binary = replace(competition, train={**(competition.train or {}), "species": two})
    gaps = [str(number) if each == "iris" else "" for number, each in enumerate(two)]
    assert state(with_column(binary, gaps), "leaks") is State.BAD


def test_without_features_or_targets_no_column_can_tell(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 90, 90)
    train = {"id": range(90), "species": np.array((competition.train or {})["species"])}
    bare = competition.material(train=train, test={"id": competition.answers["id"]})
    assert item(bare, "leaks").found.endswith("so none can tell the target.")
    assert items(competition.material(train=None), "leaks") == []
    targetless = competition.material(train=competition.test)
    assert items(targetless, "leaks") == []
    assert items(targetless, "noise") == []


def test_ids_and_order_that_tell_nothing_are_good(tmp_path: Path) -> None:
    assert state(flowers(tmp_path).material(), "order") is State.GOOD
    assert state(houses(tmp_path).material(), "order") is State.GOOD


def sorted_by_class(competition: Competition) -> dict[str, Array]:
    order = np.argsort(np.array(competition.answers["species"]), kind="stable")
    return {name: np.array(cells)[order] for name, cells in competition.answers.items()}


@pytest.mark.parametrize(("way", "remedy"), [(Way.CUT, "number the rows anew"), (Way.FILES, "Shuffle the test rows")])
def test_a_test_file_sorted_by_class_is_bad(tmp_path: Path, way: Way, remedy: str) -> None:
    competition = flowers(tmp_path)
    test = {**(competition.test or {}), "id": sorted_by_class(competition)["id"]}
    found = item(competition.material(test=test, way=way), "order")
    assert found.state is State.BAD
    assert found.found.startswith("The order of the test rows tells ")
    assert remedy in found.remedy


def test_ids_that_follow_the_target_are_found_in_whatever_order_the_rows_are(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    by_class = np.argsort(np.argsort(np.array(competition.answers["species"]), kind="stable"))
    ids = [f"row-{number:04}" for number in by_class]
    material = competition.material(
        test={**(competition.test or {}), "id": ids}, answers={**competition.answers, "id": ids}
    )
    assert item(material, "order").found.startswith("The number in the id tells ")


def test_ids_that_lie_between_those_of_like_train_rows_are_found(tmp_path: Path) -> None:
    dice = np.random.default_rng(3)
    walk = np.cumsum(dice.normal(size=4_000)).round(3)
    tested = np.sort(dice.permutation(4_000)[:600])
    kept = np.setdiff1d(np.arange(4_000), tested)
    shuffled = dice.permutation(600)
    competition = houses(tmp_path)
    material = competition.material(
        train={"id": kept, "x": dice.normal(size=len(kept)), "price": walk[kept]},
        test={"id": tested[shuffled], "x": dice.normal(size=600)},
        answers={"id": tested, "price": walk[tested], "Usage": competition.answers["Usage"]},
    )
    found = item(material, "order")
    assert found.state is State.BAD
    assert found.found.startswith("The target of the train row with the nearest id tells ")
    assert item(replace(material, way=Way.FILES), "order").state is State.BAD


def test_a_hint_in_the_order_is_only_a_warning(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    ids = np.array(sorted_by_class(competition)["id"])
    some = np.random.default_rng(1).permutation(600)[:200]
    ids[np.sort(some)] = ids[some]
    assert state(competition.material(test={**(competition.test or {}), "id": ids}), "order") is State.WARNING


def test_ids_without_numbers_and_files_without_train_are_looked_at_too(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 90, 26)
    ids = list("abcdefghijklmnopqrstuvwxyz")
    test, answers = {**(competition.test or {}), "id": ids}, {**competition.answers, "id": ids}
    assert state(competition.material(test=test, answers=answers), "order") is State.GOOD
    assert state(competition.material(train=None), "order") is State.GOOD
    nameless = {name: cells for name, cells in (competition.train or {}).items() if name != "id"}
    assert state(competition.material(train=nameless), "order") is State.GOOD


def test_without_a_target_to_tell_or_rows_to_tell_it_of_order_is_nothing(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    assert items(competition.material(test=None), "order") == []
    strange = {**(competition.test or {}), "id": range(9)}
    assert items(competition.material(test=strange), "order") == []
    words = competition.material(choices=replace(competition.choices, metric="levenshtein_mean"))
    assert items(words, "order") == []


def feature(values: Any, kind: ColumnKind = ColumnKind.NUMBER) -> Feature:
    return Feature("x", kind, np.array(values, float))


def test_what_is_constant_or_short_tells_nothing() -> None:
    many = feature(np.arange(100))
    assert told(feature(np.ones(100)), many, 1) == 0
    assert told(many, feature(np.ones(100)), 1) == 0
    assert told(feature(np.arange(39)), feature(np.arange(39)), 1) == 0
    rare = feature([1.0, *np.zeros(99)], ColumnKind.LABEL)
    assert [told(many, rare, seed) for seed in range(8)] == [0.0] * 8


def test_a_label_met_for_the_first_time_is_guessed_as_usual() -> None:
    dice = np.random.default_rng(1)
    codes = feature(dice.integers(0, 400, 600), ColumnKind.LABEL)
    assert told(codes, feature(dice.integers(0, 2, 600), ColumnKind.LABEL), 1) < 0.3
    assert told(codes, feature(dice.normal(size=600)), 1) < 0.3
