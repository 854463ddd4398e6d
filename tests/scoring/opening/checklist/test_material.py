"""What the checklist looks at: excerpts of files, and columns turned into numbers."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from scoring.judging.problems import RefusedError
from scoring.opening.excerpts import Watch, read_excerpt
from scoring.opening.features import feature_of, labels_of, matrix_of
from scoring.opening.plan import Choices, ColumnKind
from tests.scoring.opening.checklist.files import flowers, write

SEED = 5


def cells(*values: str) -> pa.StringArray:
    return pa.array(values, pa.string())


def test_a_short_file_is_kept_whole(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", {"id": range(5), "x": [" a ", "b", "", "d", "e"], "y": range(5)})
    excerpt = read_excerpt(tmp_path / "a.csv", Watch(("x",), ("y",), "id"), SEED)
    assert (excerpt.rows, excerpt.places.tolist()) == (5, [0, 1, 2, 3, 4])
    assert excerpt.column("x").to_pylist() == ["a", "b", "", "d", "e"]
    assert excerpt.ids.to_pylist() == ["0", "1", "2", "3", "4"]


def test_of_a_long_file_a_fair_sample_is_kept(tmp_path: Path) -> None:
    rows = 300_000
    write(tmp_path / "a.csv", {"x": range(rows)})
    excerpt = read_excerpt(tmp_path / "a.csv", Watch(("x",)), SEED, most_rows=1_000)
    assert (excerpt.rows, len(excerpt.places), len(excerpt.fingerprints)) == (rows, 1_000, rows)
    assert excerpt.column("x").to_pylist() == [str(place) for place in excerpt.places]
    assert (np.diff(excerpt.places) > 0).all()
    assert excerpt.places.mean() == pytest.approx(rows / 2, rel=0.1)
    again = read_excerpt(tmp_path / "a.csv", Watch(("x",)), SEED, most_rows=1_000)
    assert again.places.tolist() == excerpt.places.tolist()


def test_equal_rows_have_equal_fingerprints_and_others_do_not(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", {"id": range(4), "x": ["a", "ab", "a", "a "], "y": ["bc", "c", "bc", "bc"]})
    first, second, third, fourth = read_excerpt(tmp_path / "a.csv", Watch(("x", "y"), (), "id"), SEED).fingerprints
    assert first == third == fourth
    assert first != second


def test_a_file_of_which_nothing_is_watched_is_counted(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", {"x": range(3), "y": range(3)})
    excerpt = read_excerpt(tmp_path / "a.csv", Watch(), SEED)
    assert (excerpt.rows, len(excerpt.ids), len(excerpt.fingerprints)) == (3, 0, 0)


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", {"x": []})
    with pytest.raises(RefusedError):
        read_excerpt(tmp_path / "a.csv", Watch(), SEED)


@pytest.mark.parametrize(
    ("column", "kind", "values"),
    [
        (cells("1", "+2.5", "NA", "?", "inf"), ColumnKind.NUMBER, [1, 2.5, np.nan, np.nan, np.nan]),
        (cells("1e400", "2"), ColumnKind.NUMBER, [np.nan, 2]),
        (cells("", "nan", "-"), ColumnKind.EMPTY, [np.nan] * 3),
        (cells(), ColumnKind.EMPTY, []),
        (cells("b", "a", "b", ""), ColumnKind.LABEL, [0, 1, 0, np.nan]),
        (cells("1970-01-02", "1970-01-01T00:01:30Z", ""), ColumnKind.DATE, [86_400, 60, np.nan]),
        (cells("1970-02-30", "1970-01-01"), ColumnKind.DATE, [60 * 86_400, 0]),
        (cells(*(f"text {'x' * number}" for number in range(60))), ColumnKind.TEXT, list(range(5, 65))),
        (cells(*["1"] * 39, "one"), ColumnKind.NUMBER, [1.0] * 39 + [np.nan]),
        (cells("1", "one"), ColumnKind.LABEL, [0, 1]),
    ],
)
def test_a_column_becomes_numbers(column: pa.StringArray, kind: ColumnKind, values: list[float]) -> None:
    feature = feature_of("x", column)
    assert feature.kind is kind
    np.testing.assert_array_equal(feature.values, values)


def test_labels_may_be_numbers() -> None:
    feature = labels_of("x", cells("7", "3", "7", ""))
    assert feature.kind is ColumnKind.LABEL
    np.testing.assert_array_equal(feature.values, [0, 1, 0, np.nan])
    assert len(labels_of("x", cells()).values) == 0


def test_trees_get_no_gaps_and_no_constants() -> None:
    gaps = feature_of("gaps", cells("1", "", "3"))
    half = feature_of("half", cells("5", "", "5"))
    constant = feature_of("constant", cells("5", "5", "5"))
    empty = feature_of("empty", cells("", "", ""))
    np.testing.assert_array_equal(matrix_of([gaps, half, constant, empty], SEED), [[1, 5], [-2, 4], [3, 5]])
    assert matrix_of([empty], SEED).shape == (0, 0)


@pytest.mark.parametrize(
    "texts",
    [
        [f"{'x' * number}{number}" for number in range(60)],  # no word twice
        [f"same {'x' * number}{number}" for number in range(60)],  # one word in common
    ],
)
def test_texts_without_words_in_common_count_by_their_length(texts: list[str]) -> None:
    assert matrix_of([feature_of("text", cells(*texts))], SEED).shape == (60, 1)


def test_the_id_is_the_one_of_the_answers_or_else_the_one_chosen(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    assert competition.material().id_name == "id"
    unusable = competition.material(choices=Choices("fbeta", ("species",), "key", {"beta": -1.0}))
    assert unusable.id_name == "key"


def test_ignored_rows_are_looked_at_by_nobody(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 9, 9)
    answers = {**competition.answers, "Usage": ["Ignored", "Public", "Private"] * 3}
    places, rows = competition.material(answers=answers).scored_sample
    assert places.tolist() == [1, 2, 4, 5, 7, 8]
    assert sorted(rows) == [0, 1, 2, 3, 4, 5]


def test_images_in_place_of_a_table_are_no_table(tmp_path: Path) -> None:
    material = flowers(tmp_path, 9, 9).material(test=None)
    images = {**material.made.public, "test.zip": tmp_path / "test.zip", "train_images.zip": tmp_path / "t.zip"}
    changed = replace(material, made=replace(material.made, public=images))
    assert changed.test is None
    assert changed.tables == {"train.csv", "sample_submission.csv", None}


def test_texts_as_targets_are_left_alone(tmp_path: Path) -> None:
    competition = flowers(tmp_path, 60, 60)
    words = [f"a sentence {'x' * number}" for number in range(60)]
    choices = Choices("levenshtein_mean", ("species",), "id")
    material = competition.material(train={**(competition.train or {}), "species": words}, choices=choices)
    assert material.train_targets == []
    assert material.targets == []
    assert competition.material(train=None).train_targets == []
