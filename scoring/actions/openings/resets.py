"""What no longer holds when something before it changes."""

from typing import Any

from competition.actions.files import remove_data_file
from competition.actions.log import By
from scoring.models.keys import AnswerKey
from scoring.models.openings import Opening

STALE = "The data they were made from have changed."


def forget_understood(opening: Opening) -> None:
    _set(opening, understood=None)


def forget_checklist(opening: Opening) -> None:
    _set(opening, checklist=None, checked_at=None, checked_for="")


def forget_made(opening: Opening, by: By) -> None:
    """The files that the class would have got go with it: nobody publishes a cut that the answers do not fit."""
    forget_checklist(opening)
    if opening.made is None:
        return
    for file in opening.competition.data_files.filter(name__in=opening.made["files"]):
        remove_data_file(file=file, by=by, reason=STALE, logged=False)
    AnswerKey.objects.filter(competition=opening.competition, active=True).update(active=False)
    _set(opening, made=None)


def _set(opening: Opening, **values: Any) -> None:
    for name, value in values.items():
        setattr(opening, name, value)
    opening.save(update_fields=list(values))
