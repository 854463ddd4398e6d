"""The catalogue as a page of the documentation, docs/metrics.md."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from textwrap import fill

from scoring.judging.command.described import cells, default, direction, number, takes
from scoring.judging.metrics.catalogue import FAMILIES, METRICS
from scoring.judging.metrics.metric import Example, Metric, Role

WIDTH = 120
HEAD = """# Metrics

What each metric means, which columns it needs, and three rows worked by hand. This page is written by
`python -m scoring.judging metrics --markdown`; `python -m scoring.judging metrics ID` shows one metric.

An answer file has one column with ids, the columns listed here under “answers”, and a column `Usage` with Public,
Private or Ignored in every row. A submission has the ids and the columns listed under “submission”. The names in the
first column of the tables are those of *roles*: the file's own column may be called as the instructor likes, and a
column of a submission has the name of the true column that it predicts, unless the instructor says otherwise. “…” marks
a role that takes several columns. How a file is judged: [judging.md](judging.md)."""


def page() -> str:
    parts = [HEAD, contents(), *(part for name, metrics in FAMILIES.items() for part in family(name, metrics))]
    return "\n\n".join(parts)


def contents() -> str:
    """How many there are of each family."""
    total = f"There are {len(METRICS)} of them:"
    families = (f"- {name}: {', '.join(map(link, metrics))}" for name, metrics in FAMILIES.items())
    return "\n".join([total, "", *(fill(each, WIDTH, subsequent_indent="  ") for each in families)])


def link(metric: Metric) -> str:
    return f"[{metric.id}](#{metric.id})"


def family(name: str, metrics: Iterable[Metric]) -> Iterable[str]:
    yield f"## {name}"
    for metric in metrics:
        yield from section(metric)


def section(metric: Metric) -> Iterable[str]:
    yield f"### {metric.id}"
    yield paragraph(f"**{metric.title}.** {metric.sentence} {direction(metric)}")
    yield table(
        ("column", "in the", "cells", "holds"),
        [
            *(line(role, "answers") for role in metric.answers),
            *(line(role, "submission") for role in metric.predictions),
        ],
    )
    if metric.knobs:
        yield table(
            ("parameter", "takes", "default", "says"),
            [(code(knob.name), takes(knob), default(knob), knob.sentence) for knob in metric.knobs],
        )
    yield from example(metric.example)


def line(role: Role, file: str) -> tuple[str, ...]:
    return code(role.name) + (" …" if role.many else ""), file, cells(role), role.holds


def example(example: Example) -> Iterable[str]:
    settings = {"parameters": example.parameters, "columns": example.columns}
    given = "".join(f", with the {name} `{json.dumps(value)}`" for name, value in settings.items() if value)
    yield f"Example{given}. The score is {number(example.value)}."
    yield joined(*(list(csv.reader(text.splitlines())) for text in (example.answers, example.submission)))
    yield paragraph(example.words)


def joined(answers: Sequence[list[str]], submission: Sequence[list[str]]) -> str:
    """Both files of an example as one table, row by row of the answers."""
    predicted = {row[0]: row[1:] for row in submission}
    head = [answers[0][0], *(f"true {name}" for name in answers[0][1:])]
    head += [f"predicted {name}" for name in submission[0][1:]]
    return table(head, [[code(cell) for cell in [*row, *predicted[row[0]]]] for row in answers[1:]])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def code(cell: str) -> str:
    return f"`{cell}`" if cell else ""


def paragraph(text: str) -> str:
    """Wrapped, where no line may look like the beginning of a list or a heading: “+ 3” would."""
    lines = fill(text, WIDTH)
    return re.sub(r"(?m)^(\d*)([-+*#>.)])(?= |$)", r"\1\\\2", lines)
