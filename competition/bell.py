"""Ringing for a worker. The row in the database is the work; a message only says that it is there."""

from __future__ import annotations

import logging
from time import monotonic
from typing import Any

from celery import Task
from django.db import transaction
from kombu.exceptions import ChannelError, OperationalError

logger = logging.getLogger(__name__)
QUIET_AFTER_FAILURE = 5.0  # seconds; a broker that swallows packets costs one caller its time-out, not every caller
UNTIL_THE_NEXT_SWEEPS = 10  # seconds
_quiet_until = 0.0


def ring(task: Task[Any, Any], *args: object) -> None:
    """Send after the commit. If the broker is away nobody waits and nothing is lost: the sweep rings again."""
    transaction.on_commit(lambda: _send(task, args), robust=True)


def ring_again(task: Task[Any, Any], *args: object) -> None:
    """For a sweep. Nobody is to find an hour of such messages when the workers come back."""
    transaction.on_commit(lambda: _send(task, args, expires=UNTIL_THE_NEXT_SWEEPS), robust=True)


def _send(task: Task[Any, Any], args: tuple[object, ...], **options: Any) -> None:
    global _quiet_until  # noqa: PLW0603 - one for the process; a race costs one more try
    if monotonic() < _quiet_until:
        return
    try:
        task.apply_async(args, **options)
    except (OperationalError, ChannelError, OSError) as failure:
        _quiet_until = monotonic() + QUIET_AFTER_FAILURE
        logger.warning("the broker is away (%s); the sweep will take care of %s", type(failure).__name__, task.name)
