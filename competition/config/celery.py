"""Celery carries the work; the rows in the database are the queue."""

import os
import warnings
from typing import Any

from celery import Celery
from celery.signals import beat_init, setup_logging
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "competition.config.settings")
TRANSPORT_ALIASES["folder"] = "competition.config.folder:Transport"

# Its reason is pickle; our messages are JSON, and a container often has no other user.
warnings.filterwarnings("ignore", message="You're running the worker with superuser privileges")

app = Celery("holdout")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["competition.serving"], related_name="pulse")
for module in ("openings", "judging", "boards", "reveals", "rescorings", "submissions", "probes"):
    app.autodiscover_tasks(["scoring.tasks"], related_name=module)


@setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """Being connected is enough: Celery then leaves Django's logging as the settings made it."""


@beat_init.connect
def sweep_at_once(sender: Any, **_: Any) -> None:
    """Beat's first round would come five seconds after its start, and the site is not well before it."""
    for entry in sender.scheduler.schedule.values():
        if entry.options.get("queue") == "sweep":
            sender.scheduler.apply_async(entry, advance=False)
