"""A team's picks for the end, as its members see them."""

from dataclasses import dataclass
from datetime import datetime

from competition.models.competitions import SelectionMode
from competition.queries.clock import database_now
from scoring.models.finals import Pick
from scoring.models.submissions import Submission
from scoring.queries.keys import active_key
from scoring.queries.worth import Worths, worths_of
from scoring.rules.counting import is_late
from scoring.rules.picks import why_no_picks
from teams.models.teams import Team
from teams.queries.teams import closes_at


@dataclass(frozen=True)
class Picked:
    submission: Submission
    score: str  # empty on a ladder that says nothing of it
    counts: bool


@dataclass(frozen=True)
class Slot:
    number: int
    picked: Picked | None


@dataclass(frozen=True)
class Picks:
    slots: tuple[Slot, ...]
    closes_at: datetime
    matter: bool
    why_not: str  # empty while the team may pick
    automatic: tuple[Picked, ...]  # where no pick counts: what stands in, as things are

    @property
    def none(self) -> bool:
        return not any(slot.picked and slot.picked.counts for slot in self.slots)


def picks_of(team: Team, worths: Worths | None = None) -> Picks:
    competition, close = team.competition, closes_at(team)
    worths = worths or worths_of(team, active_key(competition), close)
    made = {pick.slot: pick.submission for pick in Pick.objects.filter(team=team).select_related("submission")}
    picked = any(submission.pk in worths.by_submission for submission in made.values())
    wanted = [] if picked else worths.best_first[: competition.final_picks]
    found = Submission.objects.in_bulk(wanted)
    numbers = range(1, max([competition.final_picks, *made]) + 1)
    return Picks(
        slots=tuple(Slot(number, _picked(made.get(number), worths)) for number in numbers),
        closes_at=close,
        matter=competition.selection_mode == SelectionMode.BEST_PICK,
        why_not=why_no_picks(competition.selection_mode, frozen=is_late(database_now(), close)),
        automatic=tuple(Picked(found[pk], worths.text(pk), counts=True) for pk in wanted),
    )


def _picked(submission: Submission | None, worths: Worths) -> Picked | None:
    if submission is None:
        return None
    return Picked(submission, worths.text(submission.pk), counts=submission.pk in worths.by_submission)
