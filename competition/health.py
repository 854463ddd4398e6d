"""Is every part well? Answers within two seconds whatever is down, and tells strangers only the parts' names."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong

from django.conf import settings
from django.db import Error, connection
from redis import Redis, RedisError

from competition.queries.running import Vitals, vitals

WELL = "well"
FRESH = 15.0  # seconds
DATABASE_LIMIT = 2.0
BROKER_LIMIT = 1.0
LARGEST_CLOCK_DIFFERENCE = 1.0
# One thread only, so that a database that hangs ties up no more than that.
_asking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health")


def look() -> dict[str, str]:
    read = read_vitals()
    parts = {"database": WELL if read else "does not answer", "broker": broker()}
    if read is None:
        return parts | dict.fromkeys(("live worker", "sweep worker", "beat", "clock"), "unknown without the database")
    return parts | {
        "live worker": freshness(read, "live@"),
        "sweep worker": freshness(read, "sweep@"),
        "beat": freshness(read, "beat"),
        "clock": clock(read),
    }


def read_vitals() -> Vitals | None:
    asked = _asking.submit(_ask)
    try:
        return asked.result(timeout=DATABASE_LIMIT)
    except (Error, TookTooLong):
        asked.cancel()
        return None


def _ask() -> Vitals:
    try:
        return vitals()
    finally:
        connection.close()


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


def freshness(read: Vitals, beginning: str) -> str:
    """One fresh pulse is enough: a worker that was moved to another machine leaves an old one behind."""
    youngest = min((age for name, age in read.ages.items() if name.startswith(beginning)), default=None)
    if youngest is None:
        return "was never seen"
    return WELL if youngest < FRESH else f"was last seen {youngest:.0f} s ago"


def clock(read: Vitals) -> str:
    difference = read.clock_difference
    if difference is None:
        return "unknown without a pulse"
    return WELL if difference <= LARGEST_CLOCK_DIFFERENCE else f"web and database differ by {difference:.1f} s"
