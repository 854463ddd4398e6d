"""The four processes that make a site, and the commands that start them. compose.yaml starts the same ones."""

import sys
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Part:
    name: str
    role: str
    command: list[str]


def parts() -> list[Part]:
    return [
        Part("web", "web", web()),
        Part("live", "worker", worker("live", settings.LIVE_PROCESSES)),
        Part("sweep", "worker", worker("sweep", 1)),
        Part("beat", "worker", beat()),
    ]


def web() -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "competition.config.wsgi:application"),
        *("--host", settings.BIND, "--port", str(settings.PORT)),
        *("--workers", str(settings.WEB_PROCESSES), "--blocking-threads", str(settings.WEB_THREADS)),
        *("--http", "1", "--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "5", "--log-level", "error"),
    ]


def worker(queue: str, processes: int) -> list[str]:
    return [
        *celery("worker", "--queues", queue, "--hostname", f"{queue}@%h", "--concurrency", str(processes)),
        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
    ]


def beat() -> list[str]:
    return celery("beat", "--schedule", str(settings.VAR / "beat-schedule"), "--pidfile=")


def celery(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "celery", "--quiet", "--app", "competition.config.celery", *arguments]
