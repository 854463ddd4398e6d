"""How instants are said: exactly, with their zone, and with the side of midnight they lie on."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def said(at: datetime, zone: str, *, is_end: bool = False) -> str:
    """For example `Mon 20 Apr 2026, 00:00 CDT (midnight at the end of Sunday 19 April)`."""
    local = at.astimezone(ZoneInfo(zone))
    # Nobody reads the seconds of when something was saved; a deadline is never cut short.
    clock = f"{local:%H:%M:%S}" if is_end and local.second else f"{local:%H:%M}"
    text = f"{local:%a} {local.day} {local:%b %Y}, {clock} {zone_abbreviation(local)}"
    if is_end and is_midnight(local):
        ended = local - timedelta(days=1)
        text += f" (midnight at the end of {ended:%A} {ended.day} {ended:%B})"
    return text


def on_the_clock(at: datetime, zone: str) -> str:
    """To the second, for what happens while somebody watches."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%H:%M:%S} {zone_abbreviation(local)}"


def is_midnight(local: datetime) -> bool:
    return (local.hour, local.minute, local.second) == (0, 0, 0)


def zone_abbreviation(local: datetime) -> str:
    """`CDT`, or for zones that have only a number, `UTC+3`."""
    name = local.tzname() or "UTC"
    if name[0] not in "+-":
        return name
    sign, digits = name[0], name[1:]
    return f"UTC{sign}{int(digits[:2])}" + (f":{digits[2:]}" if digits[2:] else "")


def briefly(at: datetime, zone: str, *, is_end: bool = False) -> str:
    """For a place where the exact instant is said elsewhere."""
    local = at.astimezone(ZoneInfo(zone))
    if is_end and is_midnight(local):
        ended = local - timedelta(days=1)
        return f"end of {ended:%a} {ended.day} {ended:%b} {zone_abbreviation(local)}"
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M} {zone_abbreviation(local)}"


class Said(NamedTuple):
    label: str
    text: str


def in_zones(at: datetime, *, course_zone: str, viewer_zone: str = "", is_end: bool = False) -> list[Said]:
    """In the course's zone, the viewer's and UTC; one that would repeat another is left out."""
    wanted = [("Course time", course_zone), ("Your time", viewer_zone or course_zone), ("UTC", "UTC")]
    told: list[Said] = []
    for label, zone in wanted:
        text = said(at, zone, is_end=is_end)
        if text not in [other.text for other in told]:
            told.append(Said(label, text))
    return told


def ago(at: datetime, now: datetime) -> str:
    """`in 3 days`, `2 hours ago`: whole units, rounded down, so that "in 1 day" is never less than a day."""
    seconds = int((at - now).total_seconds())
    size = abs(seconds)
    if size < MINUTE:
        return "in less than a minute" if seconds > 0 else "just now"
    unit, length = next((u, n) for u, n in (("day", DAY), ("hour", HOUR), ("minute", MINUTE)) if size >= n)
    count = size // length
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"in {words}" if seconds > 0 else f"{words} ago"


def iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
