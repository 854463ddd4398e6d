"""Is every part well? Answers within two seconds whatever is down, and tells strangers only the parts' names and
numbers that say nothing of a class. Higher floors register what waits for a worker; this floor does not know them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import Error, connection
from redis import Redis, RedisError

from competition.queries.running import LastFault, Vitals, last_fault, vitals

WELL = "well"
FRESH = 15.0  # seconds
BEHIND = 60.0
DATABASE_LIMIT = 2.0
BROKER_LIMIT = 1.0
LARGEST_CLOCK_DIFFERENCE = 1.0
PULSES = {"live worker": "live@", "sweep worker": "sweep@", "beat": "beat"}
# One thread only, so that a database that hangs ties up no more than that.
_asking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health")


@dataclass(frozen=True)
class Waiting:
    """How many wait for a worker, and for how many seconds the oldest has."""

    count: int
    oldest: float

    @property
    def is_behind(self) -> bool:
        return self.oldest > BEHIND


Queue = Callable[[], Waiting]
_queues: dict[str, Queue] = {}


def register(name: str, queue: Queue) -> None:
    _queues[name] = queue


@dataclass(frozen=True)
class Reading:
    """What the database knows."""

    vitals: Vitals
    waiting: Mapping[str, Waiting]
    fault: LastFault | None


@dataclass(frozen=True)
class Found:
    parts: Mapping[str, str]
    waiting: Mapping[str, Waiting] = field(default_factory=dict)
    pulses: Mapping[str, float] = field(default_factory=dict)
    fault: LastFault | None = None

    @property
    def is_well(self) -> bool:
        return all(state == WELL for state in self.parts.values())

    def numbers(self) -> dict[str, Any]:
        """For strangers too: of an error only how long ago it was."""
        return {
            "status": WELL if self.is_well else "unwell",
            "parts": self.parts,
            "waiting": {
                name: {"count": one.count, "oldest_seconds": round(one.oldest)} for name, one in self.waiting.items()
            },
            "last_error_seconds_ago": round(self.fault.age) if self.fault else None,
        }


def look() -> Found:
    read = read_database()
    parts = {"database": WELL if read else "does not answer", "broker": broker()}
    if read is None:
        return Found(parts | dict.fromkeys([*PULSES, "clock", *_queues], "unknown without the database"))
    known = missing(read) | {"clock": clock(read.vitals)} | {name: told(one) for name, one in read.waiting.items()}
    return Found(parts | known, read.waiting, read.vitals.ages, read.fault)


def read_database() -> Reading | None:
    asked = _asking.submit(_ask)
    try:
        return asked.result(timeout=DATABASE_LIMIT)
    except (Error, TookTooLong):
        asked.cancel()
        return None


def _ask() -> Reading:
    try:
        return reading()
    finally:
        connection.close()


def reading() -> Reading:
    return Reading(vitals(), {name: queue() for name, queue in _queues.items()}, last_fault())


def broker() -> str:
    if settings.BROKER_URL.startswith("folder://"):
        return WELL if os.access(settings.BROKER_FOLDER, os.R_OK | os.W_OK | os.X_OK) else "its folder can't be written"
    try:
        with Redis.from_url(
            settings.BROKER_URL, socket_timeout=BROKER_LIMIT, socket_connect_timeout=BROKER_LIMIT, retry=None
        ) as redis:
            redis.ping()
    except RedisError:
        return "does not answer"
    return WELL


def missing(read: Reading) -> dict[str, str]:
    """Of each kind of process, whether one is there."""
    return {part: freshness(read.vitals, beginning) for part, beginning in PULSES.items()}


def freshness(read: Vitals, beginning: str) -> str:
    """One fresh pulse is enough: a worker that was moved to another machine leaves an old one behind."""
    youngest = min((age for name, age in read.ages.items() if name.startswith(beginning)), default=None)
    if youngest is None:
        return "was never seen"
    return WELL if youngest < FRESH else f"was last seen {youngest:.0f} s ago"


def told(waiting: Waiting) -> str:
    return f"is behind: the oldest file waits for {waiting.oldest:.0f} s" if waiting.is_behind else WELL


def clock(read: Vitals) -> str:
    difference = read.clock_difference
    if difference is None:
        return "unknown without a pulse"
    return WELL if difference <= LARGEST_CLOCK_DIFFERENCE else f"web and database differ by {difference:.1f} s"
