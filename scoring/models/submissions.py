from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from competition.models.competitions import Competition
from competition.models.people import User
from teams.models.teams import Team


class Submission(models.Model):
    """A file that a team sent: what it did, never changed and never deleted. What it is worth stands in judgements."""

    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="submissions")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="submissions")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField(help_text="On the database's clock, when the last byte had arrived.")
    request_id = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)
    seats_left = models.PositiveSmallIntegerField(help_text="On that day, after this one: what the receipt says.")

    class Meta:
        ordering = ("-received_at", "-id")
        constraints = (models.UniqueConstraint("team", "request_id", name="submission_request_once"),)
        indexes = (
            models.Index(fields=("team", "-received_at", "-id"), name="submission_of_team"),
            models.Index(fields=("competition", "-received_at", "-id"), name="submission_of_competition"),
            models.Index("team", "sha256", name="submission_same_file"),
        )

    def __str__(self) -> str:
        return f"{self.file_name} of {self.team}"


class Seat(models.Model):
    """One of a team's places on one day of the course's zone. Its number makes the daily limit a matter of the
    database, which no race passes. A refused file gives its seat back: the row goes, and the last seat moves into the
    gap."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="seats")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="seat")

    class Meta:
        constraints = (
            models.UniqueConstraint("team", "day", "number", name="seat_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="seat_counts_from_one"),
        )

    def __str__(self) -> str:
        return f"seat {self.number} of {self.team} on {self.day}"


class Voiding(models.Model):
    """Staff took a submission out of the count, and say why. The submission itself stays as it was sent."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="voiding")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="voiding_has_reason"),)

    def __str__(self) -> str:
        return f"{self.submission} is void"
