"""What commands have in common: asking, and telling how far something is."""

from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any

from django.core.management.base import OutputWrapper

from scoring.opening.plan import Item, State

CLEAR = "\r\x1b[K"
UNSHOWN = "�"
SIGNS = {State.GOOD: "good", State.WARNING: "warn", State.BAD: "BAD"}


def agreed(question: str) -> bool:
    return input(f"{question} Type yes: ").strip().lower() == "yes"


def harmless(text: str) -> str:
    """Names of columns come from files: one that holds an escape sequence must not move the cursor or worse."""
    return "".join(letter if letter.isprintable() else UNSHOWN for letter in text)


class ProgressLine:
    """One line that changes, at a terminal; elsewhere a line for each thing that is done."""

    def __init__(self, out: OutputWrapper, about: str) -> None:
        self.out, self.about, self.doing = out, about, ""

    def __enter__(self) -> "ProgressLine":
        return self

    def __call__(self, percent: int, doing: str) -> None:
        doing = harmless(doing)
        if self.out.isatty():
            self.out.write(f"{CLEAR}{self.about}: {percent:3d} % {doing}", ending="")
            self.out.flush()
        elif doing != self.doing:
            self.out.write(f"{self.about}: {doing}")
        self.doing = doing

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.out.isatty():
            self.out.write(CLEAR, ending="")


def checklist_lines(items: Iterable[Mapping[str, Any]]) -> list[str]:
    lines = []
    for item in map(Item.from_plain, items):
        lines.append(f"  {SIGNS[item.state]:<4}  {item.title}: {item.found}")
        lines += [f"        {told}" for told in (item.remedy, *item.details) if told and item.state is not State.GOOD]
    return [harmless(line) for line in lines]
