"""What is secret until the close. `scoring.vault.doors` is the one module that may load this one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from scoring.models.judgements import LARGEST
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission


class SealedScore(models.Model):
    """The private value of one judgement. Nothing leads here: no reverse names, and a delete of what it names is left
    to the database's own constraint, so that the web role does not even look at this table."""

    submission = models.ForeignKey(Submission, on_delete=models.DO_NOTHING, related_name="+")
    key = models.ForeignKey(AnswerKey, on_delete=models.DO_NOTHING, related_name="+")
    value = models.FloatField(null=True)
    problem = models.CharField(max_length=300, blank=True, help_text="Why there is no private value.")

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint("submission", "key", name="sealed_score_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=-LARGEST, value__lte=LARGEST), name="sealed_score_finite"
            ),
        )

    def __str__(self) -> str:
        return f"sealed score of submission {self.submission_id}"
