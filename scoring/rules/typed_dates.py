"""Dates of a course file as instants. What a form would ask about, a file has to say."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from competition.rules.wall_times import ONE_MINUTE, Answer, SkippedTimeError, meanings, wall_of


class UnclearTimeError(Exception):
    """The text says what to write instead."""


def instant(typed: datetime, zone: str, *, is_end: bool, stored: datetime | None) -> datetime:
    """A time with an offset is one instant; one without is read on the wall of the course's zone."""
    if typed.tzinfo:
        local = typed.astimezone(ZoneInfo(zone))
        return typed + ONE_MINUTE if is_end and (local.hour, local.minute) == (23, 59) else typed
    if stored and wall_of(stored, zone, is_end=is_end) == typed:
        return stored  # asked about and answered once
    try:
        found = meanings(typed, zone, is_end=is_end)
    except SkippedTimeError as problem:
        raise UnclearTimeError(str(problem)) from None
    if len(found) > 1:
        raise UnclearTimeError(which(found, zone))
    return found[0].at


def which(found: list[Answer], zone: str) -> str:
    ways = " or ".join(f'"{with_offset(each.at, zone)}" for {each.text}' for each in found)
    return f"This time has two meanings. Write {ways}."


def with_offset(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


def as_typed(dates: Mapping[str, datetime | None], zone: str, ends: tuple[str, ...]) -> dict[str, str]:
    """The way back: each as the wall shows it, or with its offset where that would be unclear."""
    return {name: one_as_typed(at, zone, is_end=name in ends) for name, at in dates.items() if at}


def one_as_typed(at: datetime, zone: str, *, is_end: bool) -> str:
    wall = wall_of(at, zone, is_end=is_end)
    clear = not (wall.second or wall.microsecond) and [each.at for each in meanings(wall, zone, is_end=is_end)] == [at]
    return f"{wall:%Y-%m-%d %H:%M}" if clear else with_offset(at, zone)
