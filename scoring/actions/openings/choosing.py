from typing import Any

from django.db import transaction

from competition.actions.log import By, plain
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from scoring.actions.openings.asking import NOT_READ, ask
from scoring.actions.openings.drafts import locked, note
from scoring.actions.openings.resets import forget_made
from scoring.models.openings import Opening, Task
from scoring.opening.plan import Choices


@transaction.atomic
def choose(*, competition: Competition, by: By, choices: Choices) -> Opening:
    """The files are made anew; those that are being made of older choices come to nothing."""
    opening = locked(competition)
    if opening.understood is None:
        raise RefusedError(NOT_READ)
    before, after = opening.choices, plain(choices.as_plain())
    if before == after:
        return opening
    opening.choices = after
    opening.save(update_fields=["choices"])
    forget_made(opening, by)
    note(by, "opening's choices made", opening, before=_told(before), after=_told(after))
    ask(opening, Task.MAKE, by)
    return opening


def _told(choices: dict[str, Any] | None) -> dict[str, Any]:
    """Without the seed, from which somebody could work out which rows are public."""
    return {name: value for name, value in (choices or {}).items() if name != "seed"}
