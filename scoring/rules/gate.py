"""What publishing still waits for, as far as the data go."""

from collections.abc import Iterable

from competition.rules.launch import Item
from scoring.opening.plan import Item as CheckedItem
from scoring.opening.plan import State

TITLE = "Its data are in place and checked"
BRING = "Send the data, and have them made into train, test and answers."
WAIT = "Wait until the work on the data is done."
CHECK = "Go through the checklist."
AGAIN = "Go through the checklist again: files or texts were changed since."
MEND = "Mend what the checklist marks."


def gate(*, made: bool, busy: bool, checklist: Iterable[CheckedItem] | None, up_to_date: bool) -> Item:
    remedy = _remedy(made=made, busy=busy, checklist=checklist, up_to_date=up_to_date)
    return Item(TITLE, remedy or MEND, not remedy, "opening-checklist" if made else "opening")


def _remedy(*, made: bool, busy: bool, checklist: Iterable[CheckedItem] | None, up_to_date: bool) -> str:
    if busy:
        return WAIT
    if not made:
        return BRING
    if checklist is None:
        return CHECK
    if any(item.state is State.BAD for item in checklist):
        return MEND
    return "" if up_to_date else AGAIN
