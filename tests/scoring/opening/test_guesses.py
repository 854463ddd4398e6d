from pathlib import Path
from typing import Any

import pytest

from scoring.opening.inspection import inspect
from scoring.opening.plan import FileRole, Guess, SentFile, Way
from tests.scoring.opening.files import quiet, sent, table

LABELLED, TRAIN, TEST, ANSWERS, SAMPLE, EXTRA = (
    FileRole.LABELLED, FileRole.TRAIN, FileRole.TEST, FileRole.ANSWERS, FileRole.SAMPLE, FileRole.EXTRA,
)  # fmt: skip
TEXTS = "one red house,the blue sea today,a long way home,nothing to see here".split(",")


def guesses(folder: Path, text: str, *others: SentFile) -> dict[str, Guess]:
    return {**inspect(Way.CUT, [sent(folder, LABELLED, text), *others], quiet).guesses}


def of_files(*files: SentFile) -> dict[str, Any]:
    return {name: guess.value for name, guess in inspect(Way.FILES, files, quiet).guesses.items()}


@pytest.mark.parametrize(
    ("header", "id_column", "targets"),
    [
        ("id,x,y,label", "id", ["label"]),
        ("x,patient_id,class,weight", "patient_id", ["class"]),
        ("Unnamed: 0,x,target_a,target_b", "Unnamed: 0", ["target_a", "target_b"]),
        (",x,price", "", ["price"]),
        ("no,x,price", "no", ["price"]),
        ("x,No,price", None, ["price"]),
    ],
)
def test_ids_and_targets_are_guessed_by_name_and_place(
    header: str, id_column: str | None, targets: list[str], tmp_path: Path
) -> None:
    names = header.split(",")
    place = names.index(id_column or "") if id_column is not None else 1
    rows = [tuple(n if column == place else n % 4 for column in range(len(names))) for n in range(40)]
    found = guesses(tmp_path, table(header, rows))
    assert (found["id_column"].value, found["targets"].value) == (id_column, targets)
    assert all(guess.reason for guess in found.values())


def test_a_file_of_ids_alone_has_no_target(tmp_path: Path) -> None:
    found = guesses(tmp_path, table("id", range(9)))
    assert found["targets"].value == []
    assert "metric" not in found


@pytest.mark.parametrize(
    ("name", "cells", "metric", "stratify"),
    [
        ("y", [0, 1], "auc", True),
        ("y", ["True", "false"], "auc", True),
        ("y", ["yes", "no"], "accuracy", True),
        ("y", [1, 2], "accuracy", True),
        ("y", ["a", "b", "c"], "accuracy", True),
        ("y", ["a"] * 9 + ["b"], "f1_macro", True),
        ("y", [*range(10)], "accuracy", True),
        ("essay_score", [1, 2, 3, 4], "qwk", True),
        ("score", [0.5, 1.5], "rmse", True),
        ("y", [*range(0, 400, 20)], "rmse", True),
        ("y", [*range(-20, 30)], "rmse", True),
        ("y", [*range(30), 5_000], "rmsle", True),
        ("y", [*range(-1, 30), 5_000], "rmse", True),
        ("y", [10.0**300, 1], "rmse", True),
        ("y", [f"{text} {n}" for n in range(10) for text in TEXTS], "wer", False),
        ("y", [f"word{n}" for n in range(40)], "levenshtein_mean", False),
        ("y", ["same"], "accuracy", True),
    ],
)
def test_the_metric_follows_from_what_the_target_holds(
    name: str, cells: list[object], metric: str, stratify: bool, tmp_path: Path
) -> None:
    rows = [(n % 7, cells[n % len(cells)]) for n in range(max(40, len(cells)))]
    found = guesses(tmp_path, table(f"x,{name}", rows))
    assert (found["metric"].value, found["stratify"].value) == (metric, stratify)


@pytest.mark.parametrize("cells", [["", "NA"], ["2024-01-01", "2024-01-02"]])
def test_no_metric_fits_dates_or_nothing(cells: list[str], tmp_path: Path) -> None:
    found = guesses(tmp_path, table("x,y", [(n, cells[n % 2]) for n in range(20)]))
    assert "metric" not in found
    assert found["stratify"].value is False


@pytest.mark.parametrize(
    ("header", "rows", "metric"),
    [
        ("x,target_a,target_b", [(n, n % 2, 1 - n % 2) for n in range(20)], "multi_logloss"),
        ("x,target_a,target_b", [(n, n % 2, n % 3 % 2) for n in range(20)], "mc_auc"),
        ("x,target_a,target_b", [(n, n / 2, n) for n in range(20)], "mcrmse"),
    ],
)
def test_several_targets_have_metrics_of_their_own(
    header: str, rows: list[tuple[object, ...]], metric: str, tmp_path: Path
) -> None:
    assert guesses(tmp_path, table(header, rows))["metric"].value == metric


def test_several_targets_of_words_fit_no_metric(tmp_path: Path) -> None:
    rows = [(n, "ab"[n % 2], "cd"[n % 2]) for n in range(20)]
    assert "metric" not in guesses(tmp_path, table("x,target_a,target_b", rows))


@pytest.mark.parametrize(
    ("name", "cells", "group"),
    [
        ("patient_id", [n // 4 for n in range(60)], True),
        ("StoreNumber", [f"s{n // 4}" for n in range(60)], True),
        ("speaker", [f"speaker {n // 2 % 30}" for n in range(60)], True),
        ("user", [n // 2 % 12_000 for n in range(30_000)], True),
        ("households", [n // 4 for n in range(60)], False),
        ("patient", [*range(60)], False),
        ("session", [n % 3 for n in range(60)], False),
        ("shop", [n // 2 / 4 for n in range(60)], False),
    ],
)
def test_columns_that_name_somebody_again_and_again_are_groups(
    name: str, cells: list[object], group: bool, tmp_path: Path
) -> None:
    rows = [(n % 5, cell, n % 2) for n, cell in enumerate(cells)]
    found = guesses(tmp_path, table(f"x,{name},y", rows))
    assert found["group_column"].value == (name if group else None)


def test_ids_are_kept_where_other_files_may_name_rows_by_them(tmp_path: Path) -> None:
    text = table("id,y", [(f"img{n}.png", n % 2) for n in range(20)])
    assert guesses(tmp_path, text)["keep_ids"].value is False
    images = sent(tmp_path, EXTRA, "x", "images.zip")
    assert guesses(tmp_path, text, images)["keep_ids"].value is True
    without = table("x,y", [(n % 3, n % 2) for n in range(20)])
    assert guesses(tmp_path, without, images)["keep_ids"].value is False


def test_targets_of_three_files_are_what_the_test_file_lacks(tmp_path: Path) -> None:
    files = [
        sent(tmp_path, TRAIN, table("id,shop_id,size,extra,price", [(n, n // 3, n, n, n / 2) for n in range(60)])),
        sent(tmp_path, TEST, table("id,shop_id,size", [(n, n // 3, n) for n in range(60, 120)])),
        sent(tmp_path, ANSWERS, table("id,price,weight,Usage", [(n, n / 2, 1, "Public") for n in range(60, 120)])),
    ]
    assert of_files(*files) == {
        "id_column": "id", "targets": ["price"], "metric": "rmse", "stratify": True, "group_column": "shop_id",
    }  # fmt: skip


def test_where_train_does_not_tell_all_columns_of_the_answers_are_targets(tmp_path: Path) -> None:
    answers = sent(tmp_path, ANSWERS, table("n,lat,lon", [(n // 2, n / 2, n / 3) for n in range(60)]))
    test = sent(tmp_path, TEST, table("x,n", [(1, n) for n in range(60)]))
    train = sent(tmp_path, TRAIN, table("x,place", [(1, n) for n in range(60)]))
    for files in ([answers], [answers, test], [answers, test, train]):
        found = of_files(*files)
        assert (found["id_column"], found["targets"], found["metric"]) == ("n", ["lat", "lon"], "haversine_km")


def test_answers_of_ids_alone_have_no_target(tmp_path: Path) -> None:
    found = of_files(sent(tmp_path, ANSWERS, table("id,Usage", [(n, "Public") for n in range(9)])))
    assert (found["targets"], "metric" in found) == ([], False)


def test_a_sample_with_a_column_for_each_class_asks_for_probabilities(tmp_path: Path) -> None:
    answers = sent(tmp_path, ANSWERS, table("id,kind", [(n, "abc"[n % 3]) for n in range(60)]))
    sample = sent(tmp_path, SAMPLE, table("id,a,b,c", [(n, 0.2, 0.3, 0.5) for n in range(60)]))
    assert of_files(answers, sample)["metric"] == "multi_logloss"
