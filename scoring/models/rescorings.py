from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from competition.models.competitions import Competition
from competition.models.people import User
from scoring.models.claimable import UNFINISHED, Claimable
from scoring.models.keys import AnswerKey


class RescoringState(models.TextChoices):
    JUDGING = "judging", "judging in the dark"
    APPLIED = "applied", "applied"
    DROPPED = "dropped", "dropped"


def rescoring_choices() -> list[tuple[str, str]]:
    return [(value, label) for value, label in RescoringState.choices]


class Rescoring(models.Model):
    """A new answer key beside the one that counts: everything is judged by it unseen, then it is applied or dropped as
    a whole. Whether all is judged follows from the judgements and is not stored."""

    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="rescorings")
    key = models.OneToOneField(AnswerKey, on_delete=models.PROTECT, related_name="rescoring")
    replaces = models.ForeignKey(AnswerKey, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=rescoring_choices, default=RescoringState.JUDGING)
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            models.UniqueConstraint("competition", condition=Q(state="judging"), name="rescoring_one_at_a_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="rescoring_has_reason"),
        )

    def __str__(self) -> str:
        return f"rescoring of {self.competition} by {self.key}"


class KeyProposal(Claimable):
    """The wish to score by corrected answers, by another metric, or by both. A worker reads the answers: then it is a
    rescoring, or `error` says why it cannot be one."""

    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="key_proposals")
    replaces = models.ForeignKey(AnswerKey, on_delete=models.PROTECT, related_name="+")
    metric = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    columns = models.JSONField(default=dict)
    file_name = models.CharField(max_length=100, blank=True, help_text="Empty: the answers stay as they are.")
    sha256 = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=300)
    found = models.JSONField(null=True, help_text="{labels, moved}: in how many rows the answers differ.")
    error = models.TextField(blank=True)
    rescoring = models.OneToOneField(Rescoring, null=True, on_delete=models.PROTECT, related_name="proposal")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                "competition", condition=Q(state__in=UNFINISHED), name="key_proposal_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="key_proposal_has_reason"),
        )

    def __str__(self) -> str:
        return f"proposal of another answer key for {self.competition}"


class DarkChain(models.Model):
    """One worker's share of judging in the dark, a moment after the other. `turn` counts the moments: a message for one
    that has begun already comes late, or twice, and does nothing."""

    rescoring = models.ForeignKey(Rescoring, on_delete=models.CASCADE, related_name="chains")
    turn = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"chain {self.pk} of {self.rescoring}"
