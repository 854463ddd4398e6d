"""S4: what a 95 % interval costs, beside judging the file and beside the metric's function alone. The interval brings
the score along (`scored`), so this is the whole cost, not what comes on top."""

import io

from scoring.judging.intervals.interval import scored
from scoring.judging.submission import read_submission
from scoring.judging.verdict import aligned, judge, part_arrays
from tests.bench.clock import against, in_turn, milliseconds
from tests.bench.conftest import Report
from tests.bench.made import Competition

METRICS = ("auc", "logloss", "rmse", "accuracy", "kappa", "multi_logloss")
GOAL = 1.5
HEAD = ("metric", "judge ms", "score ms", "interval ms", "÷ judge", "goal", "", "÷ score", "")


def row(metric: str) -> tuple[str, ...]:
    competition = Competition(metric, 100_000)
    key, submission = competition.key, competition.submission()
    predictions = aligned(key, read_submission(io.BytesIO(submission), key.expected))
    parts = [part_arrays(key, predictions, part) for part in ("public", "private")]
    times = in_turn(
        {
            "judge": lambda: judge(key, io.BytesIO(submission)),
            "score": lambda: [key.metric.value(**arrays, **key.parameters) for arrays in parts],
            "interval": lambda: [scored(key.metric, arrays, key.parameters) for arrays in parts],
        },
        rounds=15,
    )
    of_judging, of_score = times["interval"] / times["judge"], times["interval"] / times["score"]
    return (
        metric,
        *(milliseconds(time) for time in times.values()),
        f"{of_judging:.2f}",
        f"{GOAL}",
        against(GOAL, of_judging),
        f"{of_score:.1f}",
        against(GOAL, of_score),
    )


def test_an_interval_costs_little_beside_the_score(report: Report) -> None:
    report.table("S4 · score and 95 % interval of both parts, 100,000 rows, CPU", HEAD, [row(each) for each in METRICS])
