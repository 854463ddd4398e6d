"""The board's rows as markup. A page of them is drawn once for each version of the board, and a cell only once for what
it says: after a score most rows are as they were, but for their rank."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.template.loader import get_template
from django.utils.safestring import SafeString

from competition.rules.instants import iso, said
from scoring.judging.standings import display
from scoring.queries.boards import KEPT, Half, lines, own_line, own_standing, position_of
from scoring.queries.editions import Edition
from scoring.rules.lines import Line
from scoring.rules.pictures import Scale, common_scale, interval_bar, sparkline
from teams.models.teams import Team

MOST_DOTS = 8


@dataclass(frozen=True)
class Row:
    line: Line
    cells: SafeString

    @property
    def lost(self) -> int:
        return -(self.line.change or 0)


@dataclass(frozen=True)
class Rows:
    markup: SafeString
    teams: frozenset[int]
    scale: Scale | None


@dataclass(frozen=True)
class Shown:
    """To one viewer. `position` is where the own row belongs if that is on another page."""

    markup: SafeString
    own: int | None = None
    position: int | None = None


def rows(edition: Edition, half: Half, start: int) -> Rows:
    name = f"board-rows-{edition.stamp}-{half.late}-{start}"
    kept: Rows | None = cache.get(name)
    if kept is None:
        shown = lines(half, start)
        scale = common_scale(line.interval for line in shown if line.interval)
        markup = drawn([row(edition, half, line, scale) for line in shown])
        kept = Rows(markup, frozenset(line.team for line in shown), scale)
        cache.set(name, kept, KEPT)
    return kept


def shown_to(team: Team | None, edition: Edition, half: Half, rows: Rows) -> Shown:
    """The viewer's own row is marked, and stands at the end where it belongs on another page."""
    if team is not None and team.pk in rows.teams:
        return Shown(marked(rows.markup, team), team.pk)
    standing = own_standing(half, team) if team else None
    if team is None or standing is None:
        return Shown(rows.markup)
    position = position_of(half, standing)
    mine = drawn([row(edition, half, own_line(half, standing, position), rows.scale)])
    return Shown(rows.markup + marked(mine, team), team.pk, position)


def drawn(rows: list[Row]) -> SafeString:
    return SafeString(get_template("scoring/_board_rows.html").render({"rows": rows}).strip())


def marked(markup: SafeString, team: Team) -> SafeString:
    """The rows are the same for everybody, but for one class of one row."""
    return SafeString(markup.replace(f'class="team-{team.pk} ', f'class="own team-{team.pk} ', 1))


def row(edition: Edition, half: Half, line: Line, scale: Scale | None) -> Row:
    said_here = replace(line, rank=line.rank and 1, change=None, new=False, medal=None)
    return Row(line, cells(said_here, scale, half.digits, half.higher, edition.competition.course.zone))


@lru_cache(maxsize=2048)
def cells(line: Line, scale: Scale | None, digits: int, higher: bool, zone: str) -> SafeString:  # noqa: FBT001
    context = {
        "line": line,
        "dots": line.members[:MOST_DOTS],
        "aliases": ", ".join(member.alias for member in line.members),
        "bar": _bar(line, digits, scale),
        "history": _history(line, digits, higher=higher),
        "last": _briefly(line.last_at, zone),
        "last_said": said(line.last_at, zone),
        "last_iso": iso(line.last_at),
    }
    return SafeString(get_template("scoring/_board_cells.html").render(context))


def _briefly(at: datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%b}, {local:%H:%M}"


def _bar(line: Line, digits: int, scale: Scale | None) -> SafeString | str:
    if line.interval is None or scale is None:
        return ""
    low, high = (display(bound, digits) for bound in line.interval)
    return interval_bar(line.value, line.interval, scale, f"95 % interval: {low} to {high}")


def _history(line: Line, digits: int, *, higher: bool) -> SafeString | str:
    if not line.history:
        return ""
    first, last = (display(value, digits) for value in (line.history[0], line.history[-1]))
    title = f"The last {len(line.history)} scores: from {first} to {last}" if len(line.history) > 1 else "One score"
    return sparkline(line.history, title, higher=higher)
