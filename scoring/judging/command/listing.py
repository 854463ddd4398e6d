"""The catalogue for a terminal."""

import json
from textwrap import fill

from scoring.judging.command.described import cells, default, direction, number, takes
from scoring.judging.metrics.catalogue import FAMILIES
from scoring.judging.metrics.metric import Example, Metric, Role

WIDTH = 100


def listing() -> str:
    """All metrics by family: id, which way is better, title."""
    widest = max(len(metric.id) for family in FAMILIES.values() for metric in family)
    families = (
        "\n".join(
            [name, *(f"  {metric.id:{widest}}  {metric.direction.value:6}  {metric.title}" for metric in metrics)]
        )
        for name, metrics in FAMILIES.items()
    )
    return "\n\n".join(families)


def page(metric: Metric) -> str:
    parts = [
        f"{metric.id}: {metric.title}",
        f"{fill(metric.sentence, WIDTH)}\n{direction(metric)}",
        table("Columns of the answers", [line(role) for role in metric.answers]),
        table("Columns of a submission", [line(role) for role in metric.predictions]),
        table(
            "Parameters",
            [(knob.name, f"{takes(knob)}; default: {default(knob)}", knob.sentence) for knob in metric.knobs],
        ),
        example(metric.example),
    ]
    return "\n\n".join(part for part in parts if part)


def line(role: Role) -> tuple[str, str, str]:
    return role.name + (" …" if role.many else ""), cells(role), role.holds


def table(title: str, lines: list[tuple[str, str, str]]) -> str:
    """Each with its words on lines of their own: some are long."""
    if not lines:
        return ""
    widest = max(len(name) for name, _, _ in lines)
    indent = " " * (widest + 4)
    described = (
        f"  {name:{widest}}  {form}\n{fill(words, WIDTH, initial_indent=indent, subsequent_indent=indent)}"
        for name, form, words in lines
    )
    return "\n".join([title, *described])


def example(example: Example) -> str:
    settings = {"--params": example.parameters, "--columns": example.columns}
    options = "".join(f" {option} '{json.dumps(value)}'" for option, value in settings.items() if value)
    return "\n".join(
        [
            f"Example: the score is {number(example.value)}{f', with{options}' if options else ''}",
            *side_by_side(example.answers.splitlines(), example.submission.splitlines()),
            "",
            fill(example.words, WIDTH),
        ]
    )


def side_by_side(left: list[str], right: list[str]) -> list[str]:
    left, right = ["answers", *left], ["submission", *right]
    rows = max(len(left), len(right))
    widest = max(len(each) for each in left)
    padded = ([*lines, *[""] * (rows - len(lines))] for lines in (left, right))
    return [f"  {one:{widest}}    {other}".rstrip() for one, other in zip(*padded, strict=True)]
