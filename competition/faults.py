"""Errors on their way into the log leave their kind and place in the database too, where `manage.py health` finds them
whichever machine they happened on."""

import logging
from contextlib import suppress

from django.db import Error

from competition.stumbles import where

OUR_FLOORS = {"competition", "teams", "scoring", "grades"}


class KeptFaults(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        what = told(record)
        if what:
            # Whatever fails here is the lesser trouble: the error itself is in the log.
            with suppress(Exception):
                from competition.actions.faults import keep_fault  # noqa: PLC0415 - logging begins before models do

                keep_fault(part=record.name, what=what)


def told(record: logging.LogRecord) -> str:
    """Our own lines hold no secrets; of everybody else's errors only kind and place are told. A database that is away
    is not asked to keep that."""
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        return "" if isinstance(error, Error) else where(error)
    return record.getMessage() if record.name.partition(".")[0] in OUR_FLOORS else ""
