"""S3: what a file that is refused costs, beside the same file in order; and files made to hurt."""

import io
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from scoring.judging.problems import RefusedError
from scoring.judging.verdict import judge
from tests.bench.clock import against, in_turn, milliseconds
from tests.bench.conftest import Report
from tests.bench.hostile import LABELS, SCORES
from tests.bench.made import Competition
from tests.bench.spoilt import WAYS
from tests.bench.workers import measured

ROWS = 1_000_000
SECONDS, MEGABYTES = 2.0, 300.0
NOISE = 1.05  # a file against itself came out between 0.955 and 1.02 in eight runs


def outcome(competition: Competition, submission: bytes) -> str:
    try:
        judge(competition.key, io.BytesIO(submission))
    except RefusedError as refusal:
        return refusal.category.value
    return "scored"


def test_a_refusal_costs_no_more_than_a_score(report: Report) -> None:
    competition = Competition("auc", ROWS)
    good = competition.submission()
    rows = []
    for name, spoil in WAYS.items():
        bad = spoil(good)
        told = outcome(competition, bad)
        times = in_turn(
            {"good": partial(outcome, competition, good), "bad": partial(outcome, competition, bad)}, rounds=5
        )
        ratio = times["bad"] / times["good"]
        verdict = "–" if told == "scored" else against(NOISE, ratio)
        rows.append((name, told, *(milliseconds(time) for time in times.values()), f"{ratio:.2f}", verdict))
    head = ("1,000,000 rows", "outcome", "good ms", "this ms", "ratio", "≤ 1 (± 5 %)")
    report.table("S3 · refusing a file, beside scoring it when it is good, CPU", head, rows)


def test_a_hostile_file_is_refused_within_bounds(report: Report, tmp_path: Path) -> None:
    of_metrics = {"auc": SCORES, "accuracy": LABELS}
    rows = [row for metric, files in of_metrics.items() for row in hostile(Competition(metric, ROWS), files, tmp_path)]
    head = ("file", "MB", "outcome", "CPU s", f"goal {SECONDS:.0f}", "peak MB", f"goal {MEGABYTES:.0f}")
    report.table("S3 · hostile files", head, rows)


def hostile(competition: Competition, files: Mapping[str, Callable[[], bytes]], folder: Path) -> list[tuple[str, ...]]:
    paths = [folder / name for name in files]
    for path in paths:
        path.write_bytes(files[path.name]())
    rows: list[tuple[str, ...]] = []
    for path, found in zip(paths, measured(competition, paths, folder), strict=True):
        size, megabytes = path.stat().st_size / 1e6, found.bytes / 1e6
        time = (f"{found.seconds:.2f}", against(SECONDS, found.seconds))
        memory = (f"{megabytes:.0f}", against(MEGABYTES, megabytes))
        rows.append((path.name, f"{size:.1f}", found.outcome, *time, *memory))
        path.unlink()
    return rows
