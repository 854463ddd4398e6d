from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from scoring.models.claimable import Claimable, WorkState
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission

LARGEST = 1.7976931348623157e308


class Judgement(Claimable):
    """What one submission is worth by one answer key, as far as the class may know. The private value is in the vault.

    `done`: there is a public value. `refused`: the file is at fault, and `problems` says how. `failed`: our fault."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="judgements")
    key = models.ForeignKey(AnswerKey, on_delete=models.PROTECT, related_name="judgements")
    public_value = models.FloatField(null=True)
    low = models.FloatField(null=True, help_text="The 95 % interval of the public value, where there is one.")
    high = models.FloatField(null=True)
    problems = models.JSONField(null=True, help_text="{problems: [...], counts: {...}} of a refused file.")
    gain = models.JSONField(null=True, help_text="{against, difference, low, high}: over the team's best before.")
    queued_at = models.DateTimeField(db_default=Now())
    begun_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("submission", "key", name="judgement_once"),
            models.CheckConstraint(
                condition=Q(state=WorkState.DONE, public_value__isnull=False)
                | (~Q(state=WorkState.DONE) & Q(public_value__isnull=True)),
                name="judgement_value_when_done",
            ),
            models.CheckConstraint(
                condition=Q(public_value__isnull=True) | Q(public_value__gte=-LARGEST, public_value__lte=LARGEST),
                name="judgement_value_finite",
            ),
            models.CheckConstraint(
                condition=Q(state=WorkState.REFUSED, problems__isnull=False)
                | (~Q(state=WorkState.REFUSED) & Q(problems__isnull=True)),
                name="judgement_problems_when_refused",
            ),
        )
        # Not a partial one: SQLite uses those only where a query spells the states out instead of binding them.
        indexes = (models.Index(fields=("state", "id"), name="judgement_by_state"),)

    def __str__(self) -> str:
        return f"{self.submission} by {self.key}"
