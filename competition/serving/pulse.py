"""Each worker's main process shows every few seconds that it lives, even while its pool is busy."""

import logging
from threading import Thread
from time import sleep
from typing import Any

from celery.signals import worker_ready
from django.db import DatabaseError, connection

from competition.actions.pulses import show_pulse

logger = logging.getLogger(__name__)
EVERY = 3  # seconds


@worker_ready.connect
def start(sender: Any, **_: Any) -> None:
    Thread(target=beat_on, args=(sender.hostname,), name="pulse", daemon=True).start()


def beat_on(name: str) -> None:
    while True:
        beat(name)
        sleep(EVERY)


def beat(name: str) -> None:
    try:
        show_pulse(name=name)
    except DatabaseError as failure:
        logger.warning("the pulse was not written: %s", type(failure).__name__)
    finally:
        connection.close()  # the pool may fork at any time, and an open connection must not be forked
