"""Sending what waits in the outbox."""

import logging
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.db.models.functions import Now

from competition.models.running import OutgoingMail
from competition.queries.running import MOST_ATTEMPTS, mail_due

logger = logging.getLogger(__name__)
AT_ONCE = 100
SMTP_TIMEOUT = 20  # seconds; well below the time a claim lasts


def send_waiting_mail() -> int:
    """Each mail is claimed by compare-and-swap, so two workers never hold one; a claim is not held open in a transaction."""
    sent = 0
    for mail in mail_due().order_by("created_at", "id")[:AT_ONCE]:
        if claim(mail=mail):
            sent += send(mail=mail)
    return sent


def claim(*, mail: OutgoingMail) -> bool:
    """The number of attempts is the token: whoever moves it has the mail."""
    same = OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts, sent_at__isnull=True)
    return same.update(attempts=F("attempts") + 1, claimed_at=Now()) == 1


def send(*, mail: OutgoingMail) -> bool:
    row = OutgoingMail.objects.filter(pk=mail.pk)
    message = EmailMessage(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to], connection=mail_server())
    try:
        message.send()
    except Exception as failure:  # noqa: BLE001 - whatever the mail server says, the next mail must still go out
        row.update(last_error=f"{type(failure).__name__}: {failure}"[:300])
        ends = mail.attempts + 1 >= MOST_ATTEMPTS
        logger.warning("mail %s was not sent%s: %s", mail.pk, " and is given up" if ends else "", type(failure).__name__)
        return False
    row.update(sent_at=Now(), last_error="")
    return True


def mail_server() -> BaseEmailBackend:
    server: dict[str, Any] = settings.MAIL_SERVER
    return get_connection(
        server["EMAIL_BACKEND"],
        host=server["EMAIL_HOST"],
        port=server["EMAIL_PORT"],
        username=server["EMAIL_HOST_USER"],
        password=server["EMAIL_HOST_PASSWORD"],
        use_tls=server.get("EMAIL_USE_TLS", False),
        use_ssl=server.get("EMAIL_USE_SSL", False),
        timeout=SMTP_TIMEOUT,
    )
