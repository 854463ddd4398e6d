"""How far an opening has come: four steps, each from the one before."""

from dataclasses import dataclass

from scoring.models.openings import Opening, Task
from scoring.opening.plan import Item, State, Understood, Way
from scoring.rules.understood import main_file


@dataclass(frozen=True)
class Step:
    label: str
    text: str
    state: str  # done, now, failed, or empty for what is to come
    url_name: str
    onward: str  # what a link says that leads here


def steps(opening: Opening, busy: Task | None, failed: Task | None) -> list[Step]:
    items = [Item.from_plain(item) for item in opening.checklist or []]
    bad = sum(item.state is State.BAD for item in items)
    made, chosen, read = bool(opening.made), bool(opening.choices), can_choose(opening)
    making = "opening-checklist" if made or busy is Task.MAKE else "opening-choices"
    found = [
        ("Files", files_words(opening, read=read), read, Task.INSPECT, "opening", "Send the files"),
        ("Choices", "made" if chosen else "to be made", chosen, None, "opening-choices", "Choose metric and columns"),
        ("Files for the class", "made" if made else "to be made", made, Task.MAKE, making, "Have the files made"),
        (
            "Checklist",
            checklist_words(items, bad),
            bool(items) and not bad,
            Task.CHECK,
            "opening-checklist",
            "To the checklist",
        ),
    ]
    states = ["failed" if task and task is failed else "done" if done else "" for _, _, done, task, _, _ in found]
    if "" in states:
        states[states.index("")] = "now"
    return [
        Step(label, words(task, text, busy, failed), state, url_name, onward)
        for (label, text, _, task, url_name, onward), state in zip(found, states, strict=True)
    ]


def can_choose(opening: Opening) -> bool:
    """The file with the true values is there."""
    return bool(opening.understood and main_file(Understood.from_plain(opening.understood), Way(opening.way)))


def files_words(opening: Opening, *, read: bool) -> str:
    if opening.understood:
        return "read" if read else "more to be sent"
    return "to be sent"


def words(task: Task | None, otherwise: str, busy: Task | None, failed: Task | None) -> str:
    if task and task is busy:
        return "under way"
    return "failed" if task and task is failed else otherwise


def checklist_words(items: list[Item], bad: int) -> str:
    if not items:
        return "to be gone through"
    return f"{bad} to mend" if bad else "green"
