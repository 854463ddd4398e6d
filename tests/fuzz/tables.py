"""Fuzzes the reader of submissions, guided by which of its lines run: `python -m tests.fuzz.tables --seconds 60`.

Any file must be scored or refused, soon and in little memory, and just as the slow reader in `reference` would. The
same seed tries the same files, in the same order. A file that breaks a promise is kept, and tried again by giving its
name: `python -m tests.fuzz.tables FILE`."""

import argparse
import math
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

from tests.fuzz.files import made
from tests.fuzz.oracle import check

SEEDS = 300
SLICE = 60  # seconds of one process: libFuzzer takes ever more memory
PULSE = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")
READER = "scoring/judging/tables/*,scoring/judging/submission.py,scoring/judging/verdict.py"


def main() -> None:
    parser = argparse.ArgumentParser(description="Fuzz the reader of submissions, or try files, or folders of them.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=60, help="of the processor; counting coverage comes on top")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=Path, default=Path(tempfile.gettempdir()), help="where bad files are kept")
    given = parser.parse_args()
    if given.files:
        for place in given.files:
            for file in sorted(place.iterdir()) if place.is_dir() else [place]:
                check(file.read_bytes())
        return
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for seed in range(SEEDS):
            Path(corpus, f"seed-{seed}").write_bytes(made(Random(seed)))
        for number, begun in enumerate(range(0, math.ceil(given.seconds), SLICE)):
            fuzz(corpus, given.faults, min(SLICE, given.seconds - begun), given.seed * 1_000 + number)
        show_coverage(corpus, Path(folder, "coverage"))


def fuzz(corpus: Path, faults: Path, seconds: float, seed: int) -> None:
    command = [sys.executable, "-m", "tests.fuzz.target", str(corpus), str(faults)]
    command += ["--seconds", str(seconds), "--seed", str(seed)]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr[-5_000:])
    edges, features, kept = PULSE.findall(done.stderr)[-1]
    sys.stdout.write(f"{done.stdout}{edges} edges, {features} features, {kept} files worth keeping\n")
    sys.stdout.flush()


def show_coverage(corpus: Path, data: Path) -> None:
    """Lines and branches of the reader that the kept files run."""
    coverage = [sys.executable, "-m", "coverage"]
    stored = f"--data-file={data}"
    tried = [*coverage, "run", "--branch", f"--include={READER}", stored, "-m", "tests.fuzz.tables", str(corpus)]
    subprocess.run(tried, check=True)
    subprocess.run([*coverage, "report", stored], check=True)


if __name__ == "__main__":
    main()
