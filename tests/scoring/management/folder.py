"""A folder as an instructor keeps it in git: the course file, a roster, texts and data."""

import csv
import io
import random
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command

ROSTER = "name,email,roster_id\nAlice Ng,alice@example.org,a1\nBob Berg,bob@example.org,b1\n"
COURSE = """\
[course]
slug = "dl-2026"
code = "CS 501"
title = "Deep Learning"
term = "Fall 2026"
zone = "America/Chicago"
first_day = 2026-08-24
last_day = 2026-12-18

[staff]
instructors = ["ingrid@example.org"]
assistants = ["tariq@example.org"]

[roster]
file = "roster.csv"

[competitions.beans]
title = "Three beans"
tagline = "Tell three kinds of beans apart."
description = "Predict the **kind**."
evaluation = { file = "texts/evaluation.md" }
data_description = "Made by dice, for everybody. `size` and `weight` are without units."
rules = "Play fair."
opens = "2026-09-01 09:00"
teams_lock = "2026-11-20 23:59"
closes = 2026-11-30T23:59:00
daily_limit = 3
publish = true

[competitions.beans.data]
labelled = "data/beans.csv"
metric = "accuracy"
targets = "kind"
test_share = 0.5
public_share = 0.5
seed = 11

[competitions.beans.data.probes]
"data/short.csv" = "missing_column"
"""
EVALUATION = "Files are scored by **accuracy**. A file has the columns `id` and `kind`.\n"


def beans(rows: int = 800, *, seed: int = 7) -> str:
    """Weights tell the kind, but not for certain."""
    dice, text = random.Random(seed), io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["size", "weight", "kind"])
    for _ in range(rows):
        kind = dice.choice(["red", "black", "white"])
        writer.writerow([f"{dice.gauss(0, 1):.5f}", f"{dice.gauss(len(kind), 1):.5f}", kind])
    return text.getvalue()


@dataclass(frozen=True)
class Folder:
    path: Path

    @property
    def file(self) -> Path:
        return self.path / "course.toml"

    @classmethod
    def made_in(cls, path: Path) -> "Folder":
        files = {
            "course.toml": COURSE,
            "roster.csv": ROSTER,
            "texts/evaluation.md": EVALUATION,
            "data/beans.csv": beans(),
            "data/short.csv": "id\n1\n",
        }
        for name, content in files.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_text(content)
        return cls(path)

    def change(self, before: str, after: str) -> None:
        text = self.file.read_text()
        assert before in text
        self.file.write_text(text.replace(before, after))

    def apply(self, *options: str, name: str = "ingrid@example.org") -> list[str]:
        return said("course", "apply", str(self.file), "--yes", *(["--as", name] if name else []), *options)


def said(command: str, *arguments: str) -> list[str]:
    out = io.StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue().splitlines()
