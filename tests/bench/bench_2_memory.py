"""S2: the peak of memory above the warm worker, in a process for each file."""

from pathlib import Path

from tests.bench.clock import against
from tests.bench.conftest import Report
from tests.bench.made import Competition
from tests.bench.workers import measured

MOST = 4.0
COMPETITIONS = (
    Competition("auc", 10_000),
    Competition("auc", 1_000_000),
    Competition("auc", 1_000_000, text_ids=True),
    Competition("rmse", 1_000_000),
    Competition("accuracy", 1_000_000),
    Competition("multi_logloss", 100_000),
    Competition("auc", 10_000_000),
)


def rows(competition: Competition, folder: Path) -> list[tuple[str, ...]]:
    orders = ("shuffled", "in order") if competition.rows <= 1_000_000 else ("shuffled",)
    files = [folder / f"{order}.csv" for order in orders]
    for order, path in zip(orders, files, strict=True):
        path.write_bytes(competition.submission(shuffled=order == "shuffled"))
    found: list[tuple[str, ...]] = []
    for order, path, figures in zip(orders, files, measured(competition, files, folder), strict=True):
        assert figures.outcome == "scored"
        size = path.stat().st_size
        ratio = figures.bytes / size
        line = (
            f"{size / 1e6:,.1f}",
            f"{figures.bytes / 1e6:,.1f}",
            f"{ratio:.2f}",
            f"{MOST:.0f}",
            against(MOST, ratio),
        )
        found.append((competition.name, order, *line))
    return found


def test_memory_stays_within_a_few_times_the_file(report: Report, tmp_path: Path) -> None:
    lines = [line for competition in COMPETITIONS for line in rows(competition, tmp_path)]
    head = ("metric, rows", "order", "file MB", "peak MB", "ratio", "goal", "")
    report.table("S2 · peak memory above the warm worker", head, lines)
