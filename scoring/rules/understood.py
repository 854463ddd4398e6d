"""What was understood of the files, in the words of the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.judging.metrics.catalogue import METRICS
from scoring.opening.plan import ColumnFacts, FileFacts, FileRole, Guess, Understood, Way

MAIN = {Way.CUT: FileRole.LABELLED, Way.FILES: FileRole.ANSWERS}
LABELS = {
    "id_column": "Id",
    "targets": "To predict",
    "metric": "Metric",
    "group_column": "Groups",
}
NOTHING = {"id_column": "none", "group_column": "none known"}


@dataclass(frozen=True)
class Told:
    """One line of what was understood."""

    label: str
    value: str
    reason: str


@dataclass(frozen=True)
class Seen:
    told: list[Told]
    files: list[FileFacts]
    unreadable: list[FileFacts]
    problems: tuple[str, ...]


def seen(found: Understood) -> Seen:
    return Seen(
        told=list(guessed(found)),
        files=[file for file in found.files if file.columns and not file.problem],
        unreadable=[file for file in found.files if file.problem],
        problems=found.problems,
    )


def main_file(found: Understood, way: Way) -> FileFacts | None:
    """The one that holds the true values."""
    return next((file for file in found.files if file.role is MAIN[way] and file.columns and not file.problem), None)


def grouping_columns(found: Understood, way: Way) -> list[ColumnFacts]:
    """By which rows may be kept together: those that stand beside each test row."""
    roles = {FileRole.LABELLED} if way is Way.CUT else {FileRole.ANSWERS, FileRole.TEST}
    files = [file for file in found.files if file.role in roles and not file.problem]
    return list({column.name: column for file in files for column in file.columns}.values())


def guessed(found: Understood) -> Iterator[Told]:
    for name, label in LABELS.items():
        guess = found.guesses.get(name)
        if guess is not None:
            yield Told(label, value_of(name, guess), guess.reason)


def value_of(name: str, guess: Guess) -> str:
    if name == "metric" and guess.value in METRICS:
        return METRICS[guess.value].title
    if isinstance(guess.value, list | tuple):
        return ", ".join(guess.value)
    return str(guess.value or NOTHING.get(name, ""))
