import csv
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from scoring.judging.answers import read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.opening.making import make
from scoring.opening.plan import Choices, FileRole, Made, Way
from tests.scoring.opening.files import column, cut, rows_of, sent, table

SEEDS = st.integers(0, 2**63 - 1)
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
ANIMALS = ("cat", "dog", "bee")
BY_CLASS = table("id,animal,weight", [(n, ANIMALS[n // 400], n) for n in range(1_200)])
PETS = Choices("accuracy", ("animal",), "id", seed=9)


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as path:
        yield Path(path)


def bytes_of(made: Made) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in (*made.public.items(), ("answers", made.answers))}


def test_a_labelled_file_becomes_train_test_sample_and_answers(tmp_path: Path) -> None:
    made = cut(tmp_path, BY_CLASS, PETS)
    assert made.rows == {"train": 840, "public": 108, "private": 252, "ignored": 0}
    assert [*made.public] == ["train.csv", "test.csv", "sample_submission.csv"]
    assert [*rows_of(made.public["train.csv"])[0]] == ["id", "animal", "weight"]
    assert [*rows_of(made.public["test.csv"])[0]] == ["id", "weight"]
    assert [*rows_of(made.answers)[0]] == ["id", "animal", "Usage"]
    assert not (tmp_path / "made" / "rough").exists()


def test_answers_stand_in_the_order_of_the_test_file_with_the_label_of_their_row(tmp_path: Path) -> None:
    made = cut(tmp_path, BY_CLASS, PETS)
    for test, answer in zip(rows_of(made.public["test.csv"]), rows_of(made.answers), strict=True):
        assert (test["id"], ANIMALS[int(test["weight"]) // 400]) == (answer["id"], answer["animal"])


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_ids_and_order_tell_nothing_of_class_place_or_part(seed: int) -> None:
    with folder() as path:
        made = cut(path, BY_CLASS, Choices("accuracy", ("animal",), "id", seed=seed))
        test, answers = rows_of(made.public["test.csv"]), rows_of(made.answers)
        assert [int(row["id"]) for row in test] == [*range(841, 1_201)]
        places = np.arange(len(test))
        for secret in (
            [int(row["weight"]) for row in test],
            [ANIMALS.index(row["animal"]) for row in answers],
            [row["Usage"] == "Public" for row in answers],
        ):
            assert abs(spearmanr(places, secret).statistic) < 0.3  # 5.7 times what chance does
        train = [int(row["id"]) for row in rows_of(made.public["train.csv"])]
        assert train == [*range(1, 841)]


@given(st.lists(st.tuples(CELLS, CELLS, st.sampled_from("ab")), min_size=20, max_size=60), SEEDS, st.booleans())
@settings(max_examples=40, deadline=None)
def test_every_row_is_somewhere_letter_for_letter(rows: list[tuple[str, str, str]], seed: int, quoted: bool) -> None:
    rows += [("x", "y", letter) for letter in "ab" * 10]
    text = StringIO(newline="")
    lines = [("left", "kind", "right"), *((left, kind, right) for left, right, kind in rows)]
    plain, full = csv.writer(text), csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    (full if quoted else plain).writerows(lines)
    with folder() as path:
        made = cut(path, text.getvalue(), Choices("accuracy", ("kind",), seed=seed, stratify=True))
        train, test = rows_of(made.public["train.csv"]), rows_of(made.public["test.csv"])
        kinds = column(made.answers, "kind")
        found = [(row["left"], row["right"], row["kind"]) for row in train]
        found += [(row["left"], row["right"], kind) for row, kind in zip(test, kinds, strict=True)]
        assert Counter(found) == Counter(rows)


def test_cells_are_copied_as_they_are_written(tmp_path: Path) -> None:
    cells = ("007", " 1.50", '"a, b"', '"say ""hi"""', "1e5", "", '"two\nlines"', "=1+1", "é")
    text = table("code,kind,more", [(cells[n % 9], n % 2, "x") for n in range(90)])
    made = cut(tmp_path, "\ufeff" + text, Choices("accuracy", ("kind",)))
    for name in ("train.csv", "test.csv"):
        assert {cell for cell in cells if cell in made.public[name].read_text()} == {*cells}


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_the_same_files_and_choices_give_the_same_bytes(seed: int) -> None:
    choices = Choices("accuracy", ("animal",), "id", seed=seed)
    with folder() as one, folder() as other:
        assert bytes_of(cut(one, BY_CLASS, choices)) == bytes_of(cut(other, BY_CLASS, choices))


def test_another_seed_gives_another_cut(tmp_path: Path) -> None:
    made = [cut(tmp_path / str(seed), BY_CLASS, Choices("accuracy", ("animal",), "id", seed=seed)) for seed in (1, 2)]
    assert bytes_of(made[0])["answers"] != bytes_of(made[1])["answers"]


def test_the_seed_alone_does_not_tell_the_cut(tmp_path: Path) -> None:
    choices = Choices("rmse", ("size",), stratify=False)
    parts = []
    for name, size in (("one", "1"), ("other", "2")):
        made = cut(tmp_path / name, table("x,size", [(n, size) for n in range(200)]), choices)
        parts.append([*zip(column(made.public["test.csv"], "x"), column(made.answers, "Usage"), strict=True)])
    assert sorted(parts[0]) != sorted(parts[1])


@given(st.lists(st.sampled_from("aabc"), min_size=60, max_size=200), SEEDS)
@settings(max_examples=30, deadline=None)
def test_each_part_has_its_share_of_each_class_within_one_row(labels: list[str], seed: int) -> None:
    labels += "abc" * 12
    with folder() as path:
        made = cut(path, table("kind,x", [(label, 0) for label in labels]), Choices("accuracy", ("kind",), seed=seed))
        parts = Counter((row["kind"], row["Usage"]) for row in rows_of(made.answers))
        for label, size in Counter(labels).items():
            for part, share in (("Public", 0.09), ("Private", 0.21)):
                assert abs(parts[label, part] - size * share) <= 1 + 1e-9


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["", "1", "2"])), min_size=80, max_size=150), SEEDS)
@settings(max_examples=30, deadline=None)
def test_no_group_straddles_and_unlabelled_rows_stay_with_theirs(rows: list[tuple[int, str]], seed: int) -> None:
    rows += [(100 + number, "1") for number in range(10)]
    text = table("patient,size", rows)
    with folder() as path:
        made = cut(path, text, Choices("rmse", ("size",), group_column="patient", seed=seed))
        train = {*column(made.public["train.csv"], "patient")}
        part_of: dict[str, set[str]] = {}
        patients = column(made.public["test.csv"], "patient")
        for patient, part in zip(patients, column(made.answers, "Usage"), strict=True):
            part_of.setdefault(patient, set()).add(part)
        assert not train & {*part_of}
        assert all(len(parts) == 1 for parts in part_of.values())
        assert sum(made.rows.values()) == len(rows)


def test_rows_without_an_answer_go_to_train(tmp_path: Path) -> None:
    rows = [(number, "NA" if number % 4 == 0 else number) for number in range(200)]
    made = cut(tmp_path, table("x,size", rows), Choices("rmse", ("size",)))
    assert column(made.public["train.csv"], "size").count("NA") == 50
    assert made.rows == {"train": 155, "public": 13, "private": 32, "ignored": 0}


def test_na_may_be_the_name_of_a_class(tmp_path: Path) -> None:
    made = cut(
        tmp_path, table("x,kind", [(n, ("NA", "None")[n % 2]) for n in range(200)]), Choices("accuracy", ("kind",))
    )
    assert made.rows == {"train": 140, "public": 18, "private": 42, "ignored": 0}


def test_a_blank_text_may_be_an_answer(tmp_path: Path) -> None:
    made = cut(
        tmp_path, table("x,items", [(n, "" if n % 2 else "a b") for n in range(200)]), Choices("f1_samples", ("items",))
    )
    assert made.rows["train"] == 140


def test_numbers_are_drawn_by_size(tmp_path: Path) -> None:
    made = cut(tmp_path, table("x,size", [(n, n * n) for n in range(1_000)]), Choices("rmse", ("size",)))
    sizes = [float(row["size"]) ** 0.5 for row in rows_of(made.answers) if row["Usage"] == "Public"]
    assert np.histogram(sizes, 10, (0, 1_000))[0].tolist() == [9] * 10


def test_a_few_numbers_are_drawn_as_classes(tmp_path: Path) -> None:
    made = cut(tmp_path, table("x,stars", [(n, n % 5) for n in range(1_000)]), Choices("qwk", ("stars",)))
    public = Counter(row["stars"] for row in rows_of(made.answers) if row["Usage"] == "Public")
    assert {*public.values()} == {18}


def test_rows_may_be_drawn_as_they_come(tmp_path: Path) -> None:
    choices = Choices("accuracy", ("animal",), "id", seed=9, stratify=False)
    public = Counter(
        row["animal"] for row in rows_of(cut(tmp_path, BY_CLASS, choices).answers) if row["Usage"] == "Public"
    )
    assert sum(public.values()) == 108
    assert {*public.values()} != {36}


def test_classes_of_several_columns_are_drawn_together(tmp_path: Path) -> None:
    rows = [(n, int(n % 3 == 0), int(n % 3 == 1), int(n % 3 == 2)) for n in range(900)]
    made = cut(tmp_path, table("id,a,b,c", rows), Choices("multi_logloss", ("a", "b", "c"), "id"))
    public = [row for row in rows_of(made.answers) if row["Usage"] == "Public"]
    assert [sum(row[name] == "1" for row in public) for name in "abc"] == [27, 27, 27]
    assert [*rows_of(made.public["sample_submission.csv"])[0]] == ["id", "a", "b", "c"]


def test_ids_of_the_file_may_be_kept(tmp_path: Path) -> None:
    text = table("name,animal", [(f'"row, {n}"', ANIMALS[n % 3]) for n in range(300)])
    made = cut(tmp_path, text, Choices("accuracy", ("animal",), "name", keep_ids=True))
    names = [*column(made.public["train.csv"], "name"), *column(made.public["test.csv"], "name")]
    assert sorted(names) == sorted(f"row, {n}" for n in range(300))
    assert column(made.public["test.csv"], "name") == column(made.answers, "name")
    assert column(made.public["test.csv"], "name") != sorted(column(made.public["test.csv"], "name"))


def test_a_file_of_one_column_will_do(tmp_path: Path) -> None:
    made = cut(tmp_path, "kind\n" + "a\n\nb\n" * 50, Choices("accuracy", ("kind",)))
    assert made.public["test.csv"].read_text().splitlines() == ["id", *map(str, range(71, 101))]


def test_fresh_ids_do_not_take_the_name_of_a_column(tmp_path: Path) -> None:
    made = cut(tmp_path, table("ID,row_id,kind", [(1, 2, n % 2) for n in range(60)]), Choices("accuracy", ("kind",)))
    assert [*rows_of(made.public["test.csv"])[0]] == ["fresh_id", "ID", "row_id"]


def test_weights_go_into_the_answers_and_stay_in_the_test_file(tmp_path: Path) -> None:
    text = table("id,size,weight,importance", [(n, n, 1, 2) for n in range(100)])
    made = cut(tmp_path, text, Choices("wmae", ("size",), "id"))
    assert [*rows_of(made.answers)[0]] == ["id", "size", "weight", "Usage"]
    assert [*rows_of(made.public["test.csv"])[0]] == ["id", "weight", "importance"]
    given = Choices("wmae", ("size",), "id", columns={"weight": "importance", "usage": ["Part"]})
    made = cut(tmp_path / "given", text, given)
    assert [*rows_of(made.answers)[0]] == ["id", "size", "importance", "Part"]
    with made.answers.open("rb") as stream:
        assert read_answers(stream, METRICS["wmae"], columns=given.columns).counts["public"] == 10
    listed = Choices("mcrmse", ("size", "importance"), "id", columns={"target": ["size", "importance"], "id": "id"})
    assert cut(tmp_path / "listed", text, listed).rows["train"] == 70


def test_queries_are_never_torn_apart(tmp_path: Path) -> None:
    text = table("id,group,relevance", [(n, f"q{n // 5}", n % 4) for n in range(300)])
    made = cut(tmp_path, text, Choices("ndcg_group", ("relevance",), "id"))
    assert len({*zip(column(made.answers, "group"), column(made.answers, "Usage"), strict=True)}) == 18


def test_other_files_are_handed_on_but_never_probes(tmp_path: Path) -> None:
    others = [
        sent(tmp_path, FileRole.EXTRA, b"\x00\x01", "pictures.zip"),
        sent(tmp_path, FileRole.EXTRA, "read me", "sample_submission_notes.txt"),
        sent(tmp_path, FileRole.PROBE, "id,animal\n", "probe.csv"),
    ]
    made = cut(tmp_path, BY_CLASS, PETS, *others)
    names = ["train.csv", "test.csv", "pictures.zip", "sample_submission_notes.txt", "sample_submission.csv"]
    assert [*made.public] == names
    assert made.public["pictures.zip"].read_bytes() == b"\x00\x01"


def test_the_work_is_told_in_rising_percents(tmp_path: Path) -> None:
    told: list[tuple[int, str]] = []
    file = sent(tmp_path, FileRole.LABELLED, table("x,y", [(n, n) for n in range(300_000)]))
    make(
        Way.CUT,
        [file],
        Choices("rmse", ("y",)),
        tmp_path / "made",
        lambda percent, doing: told.append((percent, doing)),
    )
    percents = [percent for percent, _ in told]
    assert percents == sorted(percents)
    assert len(told) == len({*told}) > 10
    assert told[0] == (0, "Reading labelled.csv")
    assert told[-1] == (100, "Done")
