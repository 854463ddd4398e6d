"""Asking a worker of `worker.py`."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.made import Competition

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Measured:
    outcome: str  # "scored", or the category of the refusal
    seconds: float
    bytes: int


def measured(competition: Competition, files: Sequence[Path], folder: Path) -> list[Measured]:
    answers = folder / "answers.csv"
    answers.write_bytes(competition.answers)
    command = [sys.executable, "-m", "tests.bench.worker", competition.metric, str(answers), *map(str, files)]
    lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [Measured(**json.loads(line)) for line in lines]
