from pathlib import Path

import pytest

from scoring.opening.plan import State, Way
from tests.scoring.opening.checklist.files import Competition, flowers, item


def small(folder: Path) -> Competition:
    """Nine rows, of which the first six are public."""
    competition = flowers(folder, 9, 9)
    species = ["iris", "lily", "rose"] * 3
    competition.answers = {"id": range(9), "species": species, "Usage": ["Public"] * 6 + ["Private"] * 3}
    competition.sample = {"id": range(9), "species": ["iris"] * 9}
    return competition


def test_a_sample_that_scores_is_good(tmp_path: Path) -> None:
    found = item(small(tmp_path).material(), "sample")
    assert (found.state, found.found) == (
        State.GOOD, "The sample submission is accepted; its public score is 0.33333.",
    )  # fmt: skip


def test_a_missing_sample_is_bad(tmp_path: Path) -> None:
    assert item(small(tmp_path).material(sample=None), "sample").found.startswith("There is no sample submission")


@pytest.mark.parametrize(
    ("way", "remedy"),
    [(Way.CUT, "Make the files again."), (Way.FILES, "Mend the sample submission and send it again.")],
)
def test_a_sample_that_is_refused_is_bad(tmp_path: Path, way: Way, remedy: str) -> None:
    found = item(small(tmp_path).material(sample={"id": range(8), "species": ["iris"] * 8}, way=way), "sample")
    assert (found.state, found.found, found.remedy) == (State.BAD, "The sample submission is refused.", remedy)
    assert found.details == ("The id 8 is missing.", "The file has 8 rows; 9 are expected.")


def test_a_sample_that_holds_the_answers_is_bad(tmp_path: Path) -> None:
    competition = small(tmp_path)
    sample = {"id": range(9), "species": competition.answers["species"]}
    assert item(competition.material(sample=sample), "sample").found == (
        "The sample submission gets the best score there is: it seems to hold the answers."
    )


def test_a_sample_that_scores_on_one_part_only_is_bad(tmp_path: Path) -> None:
    competition = small(tmp_path)
    found = item(competition.material(answers={**competition.answers, "Usage": ["Public"] * 9}), "sample")
    assert found.found == "The sample submission gets a score on only one of the two parts."


@pytest.mark.parametrize("expected", [0.33333, 0.3333333333333333, 0.3, 0.333, 0.33])
def test_a_probe_with_the_score_to_the_digits_given_is_good(tmp_path: Path, expected: float) -> None:
    competition = small(tmp_path)
    probe = competition.probe("one.csv", competition.sample or {}, expected)
    found = item(competition.material(files=(probe,)), "probes")
    assert (found.state, found.found) == (State.GOOD, "1 probe got the expected verdict.")


@pytest.mark.parametrize("expected", [0.66667, 0.66666, 0.7, 0.6])
def test_rounded_or_cut_does_not_matter(tmp_path: Path, expected: float) -> None:
    competition = small(tmp_path)
    mostly = {"id": range(9), "species": ["iris", "lily", "rose", "iris", "iris", "iris"] + ["iris"] * 3}
    assert item(competition.material(files=(competition.probe("p", mostly, expected),)), "probes").state is State.GOOD


def test_a_probe_that_must_be_refused_is_good_when_it_is(tmp_path: Path) -> None:
    competition = small(tmp_path)
    probe = competition.probe("short.csv", {"id": [1], "species": ["iris"]}, "missing_id")
    assert item(competition.material(files=(probe,)), "probes").state is State.GOOD


@pytest.mark.parametrize(
    ("rows", "expected", "said"),
    [
        (9, 0.5, "p.csv: expected the public score 0.500000, but the public score 0.333333 came out."),
        (9, 0.334, "p.csv: expected the public score 0.334000, but the public score 0.333333 came out."),
        (9, "missing_id", "p.csv: expected the refusal “missing_id”, but the public score 0.333333 came out."),
        (8, 0.3, "p.csv: expected the public score 0.300000, but the refusal “missing_id” came out."),
        (8, "row_count", "p.csv: expected the refusal “row_count”, but the refusal “missing_id” came out."),
    ],
)
def test_a_probe_with_another_verdict_is_bad(tmp_path: Path, rows: int, expected: float | str, said: str) -> None:
    competition = small(tmp_path)
    probe = competition.probe("p.csv", {"id": range(rows), "species": ["iris"] * rows}, expected)
    found = item(competition.material(files=(probe,)), "probes")
    assert (found.state, found.details) == (State.BAD, (said,))
    assert found.found == "1 of 1 probe did not get the expected verdict."


def test_without_public_rows_no_score_comes_out(tmp_path: Path) -> None:
    competition = small(tmp_path)
    probe = competition.probe("p.csv", competition.sample or {}, 0.5)
    material = competition.material(files=(probe,), answers={**competition.answers, "Usage": ["Private"] * 9})
    assert item(material, "probes").details == ("p.csv: expected the public score 0.500000, but no score came out.",)


def test_a_probe_of_which_nothing_is_expected_is_told(tmp_path: Path) -> None:
    competition = small(tmp_path)
    probe = competition.probe("p.csv", competition.sample or {}, None)
    found = item(competition.material(files=(probe,)), "probes")
    assert (found.state, found.found) == (State.WARNING, "1 probe came without an expected verdict.")
    assert found.details == ("p.csv: the public score 0.333333",)
