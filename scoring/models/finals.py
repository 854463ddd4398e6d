from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from competition.models.competitions import Competition
from competition.models.people import User
from scoring.models.claimable import Claimable
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission
from teams.models.teams import Team


class Pick(models.Model):
    """A submission that the team wants to be judged by at the end. The slots are numbered, as seats are."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="picks")
    slot = models.PositiveSmallIntegerField()
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    picked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    picked_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("slot",)
        constraints = (
            models.UniqueConstraint("team", "slot", name="pick_slot_once"),
            models.UniqueConstraint("team", "submission", name="pick_submission_once"),
            models.CheckConstraint(condition=Q(slot__gte=1), name="pick_slot_counts_from_one"),
        )

    def __str__(self) -> str:
        return f"pick {self.slot} of {self.team}"


class Reveal(Claimable):
    """The one copying of a competition's private standings out of the vault, by a worker, after its close."""

    competition = models.OneToOneField(Competition, on_delete=models.PROTECT, related_name="reveal")
    key = models.ForeignKey(AnswerKey, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"reveal of {self.competition}"


class FinalStanding(models.Model):
    """A line of the final board. There is none before the reveal; so nothing has to be hidden until then."""

    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="final_standings")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField(null=True, help_text="Empty for benchmarks and for teams taken off the board.")
    position = models.PositiveIntegerField(help_text="The line's place on the page, benchmarks counted in.")
    private_value = models.FloatField(null=True)
    public_value = models.FloatField(null=True)
    public_rank = models.PositiveIntegerField(null=True)
    submission = models.ForeignKey(Submission, null=True, on_delete=models.PROTECT, related_name="+")
    candidates = models.JSONField(default=list, help_text="[{submission, public, private, picked}] that were compared.")
    automatic = models.BooleanField(default=False, help_text="The picks were filled by the best public scores.")

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint("competition", "team", name="final_standing_once"),
            models.UniqueConstraint("competition", "position", name="final_position_once"),
        )

    def __str__(self) -> str:
        return f"{self.team}: {self.rank}"


class PreviewCopy(Claimable):
    """Private values, copied out of the vault for one member of the staff, for a quarter of an hour."""

    competition = models.ForeignKey(Competition, on_delete=models.CASCADE, related_name="+")
    viewer = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    gone_at = models.DateTimeField()
    rows = models.JSONField(null=True, help_text="{submission: {value} or {problem}} of the active key.")

    def __str__(self) -> str:
        return f"preview of {self.competition} for {self.viewer}"
