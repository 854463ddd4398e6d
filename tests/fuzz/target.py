"""The process that libFuzzer drives: what it calls for each file, and how it makes new files of old ones."""

import argparse
import os
import sys
import time
from pathlib import Path
from random import Random

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["scoring.judging.tables"]):
    from tests.fuzz.files import MOST, made, mutated
    from tests.fuzz.oracle import check

MOST_MEMORY = 2_000  # megabytes for all that libFuzzer remembers as well; `check` looks at each file's
HANGS = 60  # seconds of the clock; `check` counts the processor's


class Run:
    """Counts, and ends the process once its time on the processor is over: libFuzzer knows only the clock's."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.files = self.accepted = 0

    def one(self, data: bytes) -> None:
        if time.process_time() > self.seconds:
            sys.stdout.write(f"{self.files:,} files, {self.accepted:,} of them accepted\n")
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)
        if len(data) > 2:
            self.files += 1
            self.accepted += check(data)


def mutator(data: bytes, most: int, seed: int) -> bytes:
    dice = Random(seed)
    choice = dice.random()
    if choice < 0.35 or len(data) < 2:
        return made(dice)[:most]
    if choice < 0.7:
        return mutated(data, dice)[:most]
    return bytes(atheris.Mutate(data, most))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("faults", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--seed", type=int, required=True)
    given = parser.parse_args()
    settings = [f"-seed={given.seed}", f"-max_len={MOST}", f"-rss_limit_mb={MOST_MEMORY}", f"-timeout={HANGS}"]
    settings += [f"-artifact_prefix={given.faults}/", "-len_control=0"]
    atheris.Setup([sys.argv[0], *settings, str(given.corpus)], Run(given.seconds).one, custom_mutator=mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
