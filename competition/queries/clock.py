"""One clock for every deadline: the database's."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone


def database_now() -> datetime:
    """Now, also within a transaction, where PostgreSQL's own `now()` stands still. SQLite runs in this process."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        row: tuple[Any, ...] = cursor.fetchone()
    now: datetime = row[0]
    return now
