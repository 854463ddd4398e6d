from django.db import models

from competition.models.courses import Course
from competition.models.people import User


class LogEntry(models.Model):
    """One line of the audit log. Triggers refuse to change or delete it, and each line's digest covers the line before.

    It holds usernames and numbers, never e-mail addresses, real names or roster ids: what can't be erased
    must not hold what a person may ask to have erased.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(User, null=True, on_delete=models.DO_NOTHING, related_name="+")
    actor_name = models.CharField(max_length=60)
    address = models.GenericIPAddressField(null=True)
    course = models.ForeignKey(Course, null=True, on_delete=models.DO_NOTHING, related_name="log_entries")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = "log entry"
        verbose_name_plural = "log entries"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
