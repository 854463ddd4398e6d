"""The board's rows as markup. What is the same for everybody is drawn once for each version of the board."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.template.loader import get_template
from django.utils.safestring import SafeString

from competition.rules.instants import iso, said
from scoring.judging.standings import display
from scoring.queries.boards import KEPT, Half, lines
from scoring.queries.sights import Sight
from scoring.rules.lines import Line
from scoring.rules.pictures import Scale, common_scale, interval_bar, sparkline

MOST_DOTS = 8


@dataclass(frozen=True)
class Row:
    team: int
    classes: str
    cells: SafeString


@dataclass(frozen=True)
class Rows:
    rows: list[Row]
    scale: Scale | None


def rows(sight: Sight, half: Half, start: int) -> Rows:
    name = f"board-rows-{sight.name}-{half.late}-{start}"
    kept: Rows | None = cache.get(name)
    if kept is None:
        kept = _drawn(sight, half, lines(half, start))
        cache.set(name, kept, KEPT)
    return kept


def _drawn(sight: Sight, half: Half, shown: list[Line]) -> Rows:
    scale = common_scale(line.interval for line in shown if line.interval)
    return Rows([row(sight, half, line, scale) for line in shown], scale)


def row(sight: Sight, half: Half, line: Line, scale: Scale | None) -> Row:
    zone = sight.competition.course.zone
    local = line.last_at.astimezone(ZoneInfo(zone))
    context = {
        "line": line,
        "lost": -(line.change or 0),
        "dots": line.members[:MOST_DOTS],
        "aliases": ", ".join(member.alias for member in line.members),
        "bar": _bar(line, half.digits, scale),
        "history": _history(line, half),
        "last": f"{local.day} {local:%b}, {local:%H:%M}",
        "last_said": said(line.last_at, zone),
        "last_iso": iso(line.last_at),
    }
    classes = "benchmark" if line.rank is None else line.medal.value if line.medal else ""
    return Row(line.team, classes, SafeString(get_template("scoring/_board_row.html").render(context)))


def _bar(line: Line, digits: int, scale: Scale | None) -> SafeString | str:
    if line.interval is None or scale is None:
        return ""
    low, high = (display(bound, digits) for bound in line.interval)
    return interval_bar(line.value, line.interval, scale, f"95 % interval: {low} to {high}")


def _history(line: Line, half: Half) -> SafeString | str:
    if not line.history:
        return ""
    first, last = (display(value, half.digits) for value in (line.history[0], line.history[-1]))
    title = f"The last {len(line.history)} scores: from {first} to {last}" if len(line.history) > 1 else "One score"
    return sparkline(line.history, title, higher=half.higher)


def shown_to(rows: Rows, own: Row | None) -> list[Row]:
    """The viewer's own row is marked, and stands at the end where it belongs on another page."""
    if own is None:
        return rows.rows
    mine = replace(own, classes=f"{own.classes} own".strip())
    here = [mine if row.team == own.team else row for row in rows.rows]
    return here if mine in here else [*here, mine]
