"""What a newcomer reads once everything runs."""

from collections.abc import Iterator
from threading import Thread

from django.conf import settings
from django.urls import reverse

from competition.demo import ACCOUNTS, PASSWORD
from competition.serving.address import wait_until_well
from competition.serving.supervisor import say


def welcome_when_well() -> None:
    Thread(target=_welcome, daemon=True).start()


def _welcome() -> None:
    wait_until_well()
    for line in lines():
        say("serve", line)


def lines() -> Iterator[str]:
    yield f"Holdout is ready: {settings.PUBLIC_URL}"
    if settings.DEMO:
        yield f"Sign in as one of these; the password of all is  {PASSWORD}"
        width = max(len(email) for email, _ in ACCOUNTS)
        for email, what in ACCOUNTS:
            yield f"  {email:<{width}}  {what}"
        if settings.BIND not in {"127.0.0.1", "::1", "localhost"}:
            where = f"{settings.BIND} port {settings.PORT}"
            yield f"Whoever reaches {where} can sign in like this and read the demo's mail."
        yield f"No mail leaves the demo; read it at {settings.PUBLIC_URL}{reverse('demo-mail')}"
    yield "Stop with Ctrl-C."
