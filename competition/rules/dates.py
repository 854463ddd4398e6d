"""The order of a competition's dates, said once: the form shows these sentences, the database has the constraints."""

from collections.abc import Mapping
from datetime import datetime

from competition.rules.instants import iso

Dates = Mapping[str, datetime | None]
REASON_NEEDED = "The competition is published: say why the dates move. Everybody in it reads the reason."


MOVED_MEANWHILE = (
    "Somebody moved a date while you had this page open. What you typed is below, what holds now is above: "
    "compare them, then save again."
)


def date_problems(dates: Dates) -> dict[str, str]:
    opens, locks = dates.get("opens_at"), dates.get("teams_lock_at")
    closes, hand_in = dates.get("closes_at"), dates.get("hand_in_at")
    problems = {}
    if opens and locks and not opens < locks:
        problems["teams_lock_at"] = "Teams must lock after the competition opens. Choose a later time."
    if locks and closes and not locks <= closes:
        problems["closes_at"] = "The close must not come before the teams lock. Choose a later time, or lock earlier."
    if closes and hand_in and not closes <= hand_in:
        problems["hand_in_at"] = "The hand-in cannot be due before the close. Choose a later time, or leave it empty."
    return problems


def changed(before: Dates, after: Dates) -> dict[str, tuple[datetime | None, datetime | None]]:
    return {name: (before.get(name), at) for name, at in after.items() if before.get(name) != at}


def as_seen(dates: Dates) -> str:
    """What a form carries along, to notice that the dates are no longer those it showed."""
    return " ".join(iso(at) if at else "-" for at in dates.values())
