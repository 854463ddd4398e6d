"""Sending what waits in the outbox."""

import logging

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
    """Each mail is claimed on its own, and no transaction is open while a mail server thinks."""
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
    except Exception as failure:  # whatever the mail server says, the next mail must still go out
        row.update(last_error=f"{type(failure).__name__}: {failure}"[:300])
        fate = "is given up" if mail.attempts + 1 >= MOST_ATTEMPTS else "is tried again"
        logger.warning("mail %s was not sent and %s: %s", mail.pk, fate, type(failure).__name__)
        return False
    # Codes and links that open accounts and courses do not lie about in the table once they are delivered.
    row.update(sent_at=Now(), last_error="", body="")
    return True


def mail_server() -> BaseEmailBackend:
    return get_connection("django.core.mail.backends.smtp.EmailBackend", timeout=SMTP_TIMEOUT, **settings.MAIL_SERVER)
