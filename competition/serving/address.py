"""Where the site listens, and whether it answers there."""

import errno
import json
import socket
from http.client import HTTPConnection, HTTPException
from time import sleep
from typing import Any

from django.conf import settings
from django.core.management import CommandError


def refuse_a_taken_port() -> None:
    family = socket.AF_INET6 if ":" in settings.BIND else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.BIND, settings.PORT))
        except (OSError, OverflowError) as refusal:
            raise CommandError(remedy(refusal)) from None


def remedy(refusal: Exception) -> str:
    if isinstance(refusal, PermissionError):
        return f"Port {settings.PORT} is not allowed for this user; choose another: HOLDOUT_PORT=8001 make run"
    if isinstance(refusal, OSError) and refusal.errno == errno.EADDRINUSE:
        other = 8001 if settings.PORT != 8001 else 8002
        return f"Port {settings.PORT} is already in use; choose another: HOLDOUT_PORT={other} make run"
    return (
        f"Holdout can't listen on {settings.BIND} port {settings.PORT}; set HOLDOUT_BIND and HOLDOUT_PORT. ({refusal})"
    )


def health() -> tuple[int, dict[str, Any]]:
    """Status 0 while nobody answers."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.BIND, settings.BIND)  # noqa: S104
    connection = HTTPConnection(host, settings.PORT, timeout=5)
    try:
        connection.request("GET", "/health", headers={"Host": "localhost"})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    except (OSError, HTTPException, ValueError):
        return 0, {}
    finally:
        connection.close()


def wait_until_well() -> None:
    while health()[0] != 200:
        sleep(0.2)
