"""The reader of submissions under fire: a minute for each change, longer at night (`make nightly`). The night's seed is
the day, so that each tries other files; HOLDOUT_FUZZ_SECONDS and HOLDOUT_FUZZ_SEED say otherwise."""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.files import made, mutated
from tests.fuzz.oracle import check

NIGHT = 20 * 60
needs_atheris = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="atheris is made for Linux on x86-64 alone"
)


def fuzz(seconds: str, seed: str, faults: Path) -> str:
    command = [sys.executable, "-m", "tests.fuzz.tables", "--seconds", seconds, "--seed", seed, "--faults", str(faults)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def show(capsys: pytest.CaptureFixture[str], words: str) -> None:
    with capsys.disabled():
        sys.stdout.write("\n" + words)


@needs_atheris
def test_a_minute_of_fuzzing_finds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show(capsys, fuzz("40", "1", tmp_path))


@needs_atheris
@pytest.mark.nightly
def test_a_night_of_fuzzing_finds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seconds = os.environ.get("HOLDOUT_FUZZ_SECONDS", str(NIGHT))
    seed = os.environ.get("HOLDOUT_FUZZ_SEED", str(datetime.now(UTC).toordinal()))
    show(capsys, f"seed {seed}: " + fuzz(seconds, seed, tmp_path))


def test_the_two_readers_agree_on_made_files() -> None:
    accepted = 0
    for seed in range(600):
        dice = Random(seed)
        data = made(dice)
        accepted += check(data if seed % 3 else mutated(data, dice))
    assert accepted > 100
