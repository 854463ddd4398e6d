from __future__ import annotations

import zoneinfo
from datetime import datetime, timedelta
from functools import cache

REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def zones() -> tuple[zoneinfo.ZoneInfo, ...]:
    """Places, without the old spellings; read from disk once."""
    names = [name for name in zoneinfo.available_timezones() if name.partition("/")[0] in REGIONS]
    return tuple(zoneinfo.ZoneInfo(name) for name in ["UTC", *sorted(names)])


def zones_with_offsets(now: datetime) -> list[tuple[str, str]]:
    """West to east, each with what its clocks say against UTC today."""
    found = [(now.astimezone(zone).utcoffset() or timedelta(), zone.key) for zone in zones()]
    return [(name, f"{name.replace('_', ' ')} ({utc(offset)})") for offset, name in sorted(found)]


def utc(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
