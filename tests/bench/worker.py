"""A warm worker to measure: it reads the answers once, and judges each file in a child of its own, as the site does.
What a child needs above the worker is then its own peak less what it began with.

Started as `python -m tests.bench.worker METRIC ANSWERS FILE …`; writes one JSON object for each file."""

import ctypes
import gc
import io
import json
import os
import sys
from pathlib import Path
from time import process_time

import pyarrow as pa

from scoring.judging.answers import Key, read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Metric
from scoring.judging.problems import RefusedError
from scoring.judging.verdict import judge

STATUS = Path("/proc/self/status")
RESET_THE_PEAK = "5"


def kilobytes(name: str) -> int:
    (line,) = (line for line in STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])


def measured(key: Key, path: Path) -> dict[str, object]:
    Path("/proc/self/clear_refs").write_text(RESET_THE_PEAK)
    before, begin = kilobytes("VmRSS"), process_time()
    with path.open("rb") as stream:
        try:
            judge(key, stream)
            outcome = "scored"
        except RefusedError as refusal:
            outcome = refusal.category.value
    seconds = process_time() - begin
    return {"outcome": outcome, "seconds": seconds, "bytes": 1024 * (kilobytes("VmHWM") - before)}


def warm(metric: Metric) -> None:
    """A child's first use of code that lies in files counts as its memory, though all processes share it."""
    example = metric.example
    key = read_answers(io.BytesIO(example.answers.encode()), metric, example.parameters, example.columns)
    judge(key, io.BytesIO(example.submission.encode()))


def in_a_child(key: Key, path: Path) -> None:
    if child := os.fork():
        os.waitpid(child, 0)
        return
    warm(key.metric)
    sys.stdout.write(json.dumps(measured(key, path)) + "\n")
    sys.stdout.flush()
    os._exit(0)


def main(metric: str, answers: str, *files: str) -> None:
    with Path(answers).open("rb") as stream:
        key = read_answers(stream, METRICS[metric])
    # What reading the answers left behind would else be used again, and not be seen.
    gc.collect()
    pa.default_memory_pool().release_unused()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    for path in files:
        in_a_child(key, Path(path))


if __name__ == "__main__":
    main(*sys.argv[1:])
