"""Which submissions a team may put forward for the end. Picks matter in one of the modes; the others decide alone."""

from competition.models.competitions import SelectionMode
from scoring.models.claimable import WorkState

FROZEN = "The picks are frozen: the time of your team is over."
ALL_TAKEN = "All your picks are taken. Choose which one this file replaces, or take one back first."
NO_SUCH_SLOT = "There is no such pick. Choose one of those that the page offers."
DECIDES_ALONE = {
    SelectionMode.NEWEST: "Your newest scored file before the close decides. There is nothing to pick here.",
    SelectionMode.BEST_EVER: "Every file of yours that counts is looked at in the end. There is nothing to pick here.",
}


def why_no_picks(mode: str, *, frozen: bool) -> str:
    """Empty where the team may pick."""
    return DECIDES_ALONE.get(SelectionMode(mode), FROZEN if frozen else "")


def why_not_this(state: str, *, voided: bool) -> str:
    """Empty where the submission may be picked. One that came late meets frozen picks before it comes here."""
    if voided:
        return "This file was taken out of the count. Pick one that counts."
    return "" if state == WorkState.DONE else "Only a file with a score can be picked."
