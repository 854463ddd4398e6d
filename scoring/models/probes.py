from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from competition.models.competitions import Competition
from scoring.models.submissions import Submission


class Trace(models.TextChoices):
    WEIGHTS = "weights", "weighted rows"
    FEW_ROWS = "few_rows", "few rows changed"
    COPY = "copy", "like another team's file"


def trace_choices() -> list[tuple[str, str]]:
    return [(value, label) for value, label in Trace.choices]


class Suspicion(models.Model):
    """A file looks as if it were made to find out answers, or were copied. For the staff to judge: nothing follows from
    it by itself, and no student ever sees one."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="suspicions")
    kind = models.CharField(max_length=8, choices=trace_choices)
    strength = models.FloatField(help_text="How many rows are weighted or changed, or how alike the copy is, to 1.")
    other = models.ForeignKey(
        Submission, on_delete=models.CASCADE, null=True, related_name="+", help_text="What it was compared with."
    )
    noted_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint("submission", "kind", name="suspicion_once"),)

    def __str__(self) -> str:
        return f"{self.submission}: {self.kind}"


class ProbeWatch(models.Model):
    """How far a competition's files have been looked through for such traces, in the order in which they came."""

    competition = models.OneToOneField(Competition, on_delete=models.CASCADE, related_name="probe_watch")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.competition} up to {self.submission}"
