"""What keeps the house running: mail waiting to go out, pulses of the processes, counters of failed tries."""

from django.db import models
from django.db.models.functions import Now


class OutgoingMail(models.Model):
    """Written in the transaction that causes it, sent afterwards by a worker."""

    to = models.EmailField()
    subject = models.CharField(max_length=250)
    body = models.TextField()
    event = models.CharField(
        max_length=120, null=True, blank=True, unique=True, help_text="One mail for one person and event, ever."
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    last_error = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = (models.Index("created_at", name="mail_waiting", condition=models.Q(sent_at__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"


class Pulse(models.Model):
    """When a process was last seen well: `live@host`, `sweep@host`, `beat`."""

    name = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Allowance(models.Model):
    """How often something was tried in the current window; counted up by one conditional UPDATE, so no race passes."""

    key = models.CharField(max_length=120, unique=True)
    window_ends_at = models.DateTimeField()
    used = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(used__gte=0), name="allowance_not_negative"),)

    def __str__(self) -> str:
        return self.key


class Fault(models.Model):
    """The last error that one part of the program wrote into its log: where it was and of what kind. What an error says
    beyond that may quote a secret, and is not here."""

    part = models.CharField(max_length=120, unique=True)
    what = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.part}: {self.what}"
