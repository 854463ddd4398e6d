from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from competition.actions.outbox import LONGEST_SUBJECT
from competition.bell import ring
from competition.models.running import OutgoingMail
from competition.tasks import send_mail


class OutboxBackend(BaseEmailBackend):
    """Django's mail goes into the outbox, in the transaction that causes it; a worker takes it from there."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [
            OutgoingMail(to=to, subject=str(message.subject)[:LONGEST_SUBJECT], body=str(message.body))
            for message in email_messages
            for to in message.recipients()
        ]
        OutgoingMail.objects.bulk_create(rows)
        ring(send_mail)
        return len(email_messages)
