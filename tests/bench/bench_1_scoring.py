"""S1: reading and scoring a file under all rules, key at hand, beside the naive way and the floor."""

import io

import pytest

from scoring.judging.verdict import judge
from tests.bench import naive
from tests.bench.clock import against, in_turn, milliseconds
from tests.bench.conftest import Report
from tests.bench.made import Competition

METRICS = ("auc", "logloss", "rmse", "accuracy", "kappa")
HEAD = ("metric, rows", "order", "ours ms", "naive ms", "ratio", "goal", "", "answers kept", "× floor")
ROUNDS = 5


def row(competition: Competition, goal: float, *, shuffled: bool = True, rounds: int = ROUNDS) -> tuple[str, ...]:
    metric, answers, key = competition.metric, competition.answers, competition.key
    submission = competition.submission(shuffled=shuffled)
    kept = naive.parsed(answers)
    found = {}

    def ours() -> None:
        verdict = judge(key, io.BytesIO(submission))
        found["ours"] = (verdict.public, verdict.private)

    def theirs() -> None:
        found["naive"] = naive.score(metric, answers, submission)

    times = in_turn(
        {
            "ours": ours,
            "naive": theirs,
            "kept": lambda: naive.score_frame(metric, kept, submission),
            "floor": lambda: naive.parse_and_sort(submission),
        },
        rounds,
    )
    assert found["ours"] == pytest.approx(found["naive"], rel=1e-9)
    ratio = times["ours"] / times["naive"]
    return (
        competition.name,
        "shuffled" if shuffled else "in order",
        milliseconds(times["ours"]),
        milliseconds(times["naive"]),
        f"{ratio:.3f}",
        f"{goal:.2f}",
        against(goal, ratio),
        f"{times['ours'] / times['kept']:.3f}",
        f"{times['ours'] / times['floor']:.2f}",
    )


@pytest.mark.parametrize(("rows", "goal"), [(10_000, 0.25), (1_000_000, 0.20)])
def test_scoring_costs_a_fraction_of_the_naive_way(rows: int, goal: float, report: Report) -> None:
    shuffled = [row(Competition(metric, rows), goal) for metric in METRICS]
    in_order = row(Competition("auc", rows), goal, shuffled=False)
    report.table("S1 · scoring a file, CPU", HEAD, [*shuffled, in_order])


def test_scoring_with_ids_that_are_texts(report: Report) -> None:
    competitions = [Competition("auc", 10_000, text_ids=True), Competition("auc", 1_000_000, text_ids=True)]
    rows = [row(each, 0.25, shuffled=shuffled) for each in competitions for shuffled in (True, False)]
    report.table("S1 · ids of 12 letters, CPU", HEAD, rows)


def test_scoring_ten_classes(report: Report) -> None:
    competition = Competition("multi_logloss", 100_000)
    rows = [row(competition, 0.25, shuffled=shuffled) for shuffled in (True, False)]
    report.table("S1 · ten columns of probabilities, CPU", HEAD, rows)


def test_scoring_ten_million_rows(report: Report) -> None:
    report.table("S1 · ten million rows, one round, CPU", HEAD, [row(Competition("auc", 10_000_000), 0.15, rounds=1)])
