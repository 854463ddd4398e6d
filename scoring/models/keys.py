from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from competition.models.competitions import Competition
from competition.models.people import User


class AnswerKey(models.Model):
    """What submissions are judged by. The answers lie on a shelf that only workers read; here stands which file."""

    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="answer_keys")
    version = models.PositiveIntegerField()
    metric = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    columns = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    rows = models.JSONField(default=dict, help_text="How many are public, private and ignored.")
    active = models.BooleanField(default=False)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint("competition", "version", name="answer_key_version_once"),
            models.UniqueConstraint("competition", condition=Q(active=True), name="answer_key_one_active"),
        )

    def __str__(self) -> str:
        return f"answer key {self.version} of {self.competition}"
