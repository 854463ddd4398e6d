from __future__ import annotations

from django.db import models
from django.db.models import Q

from competition.models.competitions import Competition
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission
from teams.models.teams import Team


class LateUploads(models.TextChoices):
    PRACTICE = "practice", "go on a practice board of their own"
    REFUSED = "refused", "are refused"


def late_choices() -> list[tuple[str, str]]:
    return [(value, label) for value, label in LateUploads.choices]


class BoardSettings(models.Model):
    """How one competition's board behaves. Without a row the defaults hold."""

    competition = models.OneToOneField(Competition, on_delete=models.CASCADE, related_name="board_settings")
    late_uploads = models.CharField(
        "files sent after the close", max_length=8, choices=late_choices, default=LateUploads.PRACTICE
    )
    ladder_step = models.FloatField(
        "smallest gain shown", null=True, blank=True, help_text="Empty: every score is shown as it is."
    )
    shared_ranks = models.BooleanField("equal scores share a rank", default=False)
    medals = models.BooleanField("medal zones", default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ladder_step__isnull=True) | Q(ladder_step__gt=0), name="board_ladder_step_positive"
            ),
        )

    def __str__(self) -> str:
        return f"board settings of {self.competition}"


class Board(models.Model):
    """One a key. Whoever changes a standing locks this row first and counts the version up in the same transaction:
    so writers queue, and a page that has seen a version knows whether anything is new."""

    key = models.OneToOneField(AnswerKey, on_delete=models.CASCADE, related_name="board")
    version = models.PositiveBigIntegerField(default=0)
    bracketed_version = models.PositiveBigIntegerField(default=0, help_text="For which the brackets were drawn.")

    def __str__(self) -> str:
        return f"board of {self.key}"


class Standing(models.Model):
    """One row a team, key and half: what is on the board, or on the practice board of late uploads. It always equals
    what `scoring.rules.standing` makes of the team's judgements; `order` is the value so that smaller is better."""

    key = models.ForeignKey(AnswerKey, on_delete=models.CASCADE, related_name="standings")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    late = models.BooleanField(default=False)
    benchmark = models.BooleanField(default=False)
    listed = models.BooleanField(default=True, help_text="Not hidden, not disqualified, not merged away.")
    value = models.FloatField()
    order = models.FloatField()
    reached_at = models.DateTimeField()
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    entries = models.PositiveIntegerField()
    last_at = models.DateTimeField()
    history = models.JSONField(default=list, help_text="What the team had on the board after each of its last scores.")
    bracket = models.PositiveIntegerField(
        null=True, help_text="Rank at which the teams begin that the public rows cannot tell from this one."
    )

    class Meta:
        constraints = (models.UniqueConstraint("key", "team", "late", name="standing_once"),)
        # The yes-or-no columns are conditions: in front of an index SQLite does not use them (`NOT late`). They stand
        # at its end all the same, because SQLite looks at them again; so a page is found without reading the table.
        indexes = (
            models.Index(
                "key", "order", "reached_at", "submission", "id", "late", "benchmark", "listed",
                condition=Q(late=False, benchmark=False, listed=True),
                name="standing_in_order",
            ),
            models.Index(
                "key", "order", "reached_at", "submission", "id", "late", "benchmark", "listed",
                condition=Q(late=True, benchmark=False, listed=True),
                name="standing_in_order_late",
            ),
            models.Index("key", "late", condition=Q(benchmark=True, listed=True), name="standing_benchmarks"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.team}: {self.value}"


class RankAt(models.Model):
    """A team's rank at a full hour, for the arrow that tells what changed in a day. Kept for two days."""

    key = models.ForeignKey(AnswerKey, on_delete=models.CASCADE, related_name="+")
    hour = models.DateTimeField()
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint("key", "hour", "team", name="rank_once_an_hour"),)

    def __str__(self) -> str:
        return f"{self.team} was {self.rank} at {self.hour}"
