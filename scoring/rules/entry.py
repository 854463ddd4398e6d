"""Whether a team may send a file now, and if not, why not and what to do."""

from dataclasses import dataclass
from datetime import datetime

from competition.models.competitions import Competition
from competition.rules.instants import briefly
from competition.rules.phases import Phase, phase
from scoring.models.boards import LateUploads
from scoring.rules.counting import is_late
from teams.models.teams import Excluded, Team, TeamKind


@dataclass(frozen=True)
class Entry:
    """What it depends on."""

    team: Team
    now: datetime
    closes_at: datetime
    accepted: bool  # the newest rules, by whoever sends; staff need not
    scored: bool  # there is an answer key
    late_uploads: str

    @property
    def competition(self) -> Competition:
        return self.team.competition

    @property
    def late(self) -> bool:
        return is_late(self.now, self.closes_at)


@dataclass(frozen=True)
class Obstacle:
    text: str
    url_name: str = ""
    label: str = ""


def obstacle(entry: Entry) -> Obstacle | None:
    if entry.team.kind == TeamKind.BENCHMARK:
        return None if entry.scored else NOT_SCORED
    return _not_open(entry) or _excluded(entry.team) or _unready(entry) or _too_late(entry)


def _not_open(entry: Entry) -> Obstacle | None:
    stage = phase(entry.competition, entry.now)
    if stage is Phase.DRAFT:
        return Obstacle("This is a draft. Publish it first: nothing can be sent before.")
    if stage is Phase.UPCOMING:
        opens = briefly(entry.competition.opens_at, entry.competition.course.zone)
        return Obstacle(f"It opens {opens}. Come back then: nothing can be sent before.")
    return None


def _excluded(team: Team) -> Obstacle | None:
    if team.excluded != Excluded.DISQUALIFIED:
        return None
    return Obstacle(
        f"Your team was disqualified: {team.excluded_reason.rstrip('.')}. Write to your instructor if you think that "
        "this is wrong."
    )


def _unready(entry: Entry) -> Obstacle | None:
    if not entry.accepted:
        return Obstacle(
            "You have not accepted the newest rules. Read and accept them, then send the file.",
            "competition-rules",
            "Read and accept the rules",
        )
    return None if entry.scored else NOT_SCORED


def _too_late(entry: Entry) -> Obstacle | None:
    if not entry.late or entry.late_uploads == LateUploads.PRACTICE:
        return None
    closed = briefly(entry.closes_at, entry.competition.course.zone, is_end=True)
    return Obstacle(f"It closed {closed}, and late files are refused here. What you sent before counts.")


NOT_SCORED = Obstacle("There is nothing to score files by yet. Ask your instructor when the answers will be there.")
