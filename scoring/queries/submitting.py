"""What the pages show to somebody who is about to send a file."""

from datetime import datetime
from typing import Any

from competition.access import Viewer
from competition.files import shelf
from competition.models.competitions import Competition, DataFile
from competition.queries.showing import Standing as Reader
from competition.rules.instants import Said, in_zones
from competition.rules.phases import Phase
from scoring.models.boards import Standing
from scoring.queries.entry import entry
from scoring.queries.keys import active_key
from scoring.queries.seats import seats_left
from scoring.rules.entry import obstacle
from teams.queries.teams import team_of

HEAD_LINES, HEAD_BYTES = 3, 600


def submit_page(user: Viewer, framed: dict[str, Any], now: datetime) -> dict[str, Any]:
    competition: Competition = framed["competition"]
    team = team_of(user, competition)
    sample = _sample(framed)
    shown = {"team": team, "sample": sample, "head": head_of(sample) if sample else ""}
    if team is None:
        return shown | _deadline(user, competition, competition.closes_at)
    may = entry(user, team, active_key(competition), now)
    seats = seats_left(team, now)
    return {
        **shown,
        **_deadline(user, competition, may.closes_at),
        "obstacle": obstacle(may),
        "late": may.late,
        "seats": seats,
        "next_day_instants": _instants(user, competition, seats.next_day_at),
    }


def _deadline(user: Viewer, competition: Competition, closes_at: datetime) -> dict[str, Any]:
    label = "Closes for your team" if closes_at > competition.closes_at else "Closes"
    return {
        "deadline": {"label": label, "at": closes_at},
        "deadline_instants": _instants(user, competition, closes_at),
    }


def _instants(user: Viewer, competition: Competition, at: datetime) -> list[Said]:
    return in_zones(at, course_zone=competition.course.zone, viewer_zone=getattr(user, "time_zone", ""), is_end=True)


def _sample(framed: dict[str, Any]) -> DataFile | None:
    """For those who have the data."""
    mine: Reader = framed["standing"]
    if framed["phase"] in {Phase.DRAFT, Phase.UPCOMING} or not (mine.accepted or mine.teaches):
        return None
    return sample_of(framed["competition"])


def sample_of(competition: Competition) -> DataFile | None:
    return DataFile.objects.filter(competition=competition, name__startswith="sample_submission.").first()


def head_of(file: DataFile) -> str:
    """Its first lines, of a wide file not even those whole: to be looked at, not to be read as a table."""
    if not file.name.endswith(".csv"):
        return ""
    try:
        with shelf.open(file.sha256) as bytes_of_it:
            begins = bytes_of_it.read(HEAD_BYTES)
    except FileNotFoundError:
        return ""
    lines = begins.decode("utf-8", errors="replace").splitlines()
    cut = ["…"] if len(begins) == HEAD_BYTES and len(lines) <= HEAD_LINES else []
    return "\n".join(lines[:HEAD_LINES] + cut)


def rail(user: Viewer, competition: Competition, now: datetime) -> dict[str, Any]:
    team = team_of(user, competition)
    if team is None:
        return {"team": None}
    key = active_key(competition)
    best = Standing.objects.filter(key=key, team=team, late=False).first() if key else None
    return {"team": team, "seats": seats_left(team, now), "best": best}
