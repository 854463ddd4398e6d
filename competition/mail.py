from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from competition.models.running import OutgoingMail


class OutboxBackend(BaseEmailBackend):
    """Django's mail goes into the outbox, in the transaction that causes it; a worker takes it from there."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [
            OutgoingMail(to=to, subject=str(message.subject), body=str(message.body))
            for message in email_messages
            for to in message.recipients()
        ]
        OutgoingMail.objects.bulk_create(rows)
        return len(email_messages)
