"""What beat rings for by itself. A message that was not taken by the time of the next one is dropped."""

from typing import Any

# What was missed, on a worker of its own that never waits behind live work.
SWEEPS = (
    "competition.tasks.sweep",
    "scoring.tasks.boards.sweep_brackets",
    "scoring.tasks.judging.sweep_judgements",
    "scoring.tasks.openings.sweep_openings",
    "scoring.tasks.probes.sweep_probes",
    "scoring.tasks.rescorings.sweep_rescorings",
    "scoring.tasks.reveals.sweep_reveals",
)
# What has time.
CHORES = (
    "competition.tasks.tidy",
    "scoring.tasks.boards.keep_ranks",
    "scoring.tasks.openings.tidy_openings",
    "scoring.tasks.submissions.tidy_submissions",
)


def entry(task: str, *, queue: str, seconds: int) -> dict[str, Any]:
    return {"task": task, "schedule": seconds, "options": {"queue": queue, "expires": seconds}}


def name(task: str) -> str:
    return task.rpartition(".")[2].replace("_", " ")


SCHEDULE = {name(task): entry(task, queue="sweep", seconds=5) for task in SWEEPS} | {
    name(task): entry(task, queue="live", seconds=600) for task in CHORES
}
