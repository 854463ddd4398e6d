from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from competition.models.competitions import Competition
from competition.models.courses import Enrolment
from competition.models.people import User


class TeamKind(models.TextChoices):
    STUDENT = "student", "team"
    BENCHMARK = "benchmark", "benchmark"


class Excluded(models.TextChoices):
    NO = "", "on the board"
    HIDDEN = "hidden", "hidden"
    DISQUALIFIED = "disqualified", "disqualified"


def kind_choices() -> list[tuple[str, str]]:
    return [(value, label) for value, label in TeamKind.choices]


def excluded_choices() -> list[tuple[str, str]]:
    return [(value, label) for value, label in Excluded.choices]


class Team(models.Model):
    """Who plays together in one competition; somebody who plays alone is a team of one. A benchmark is a team without
    people, ranked by nobody. A merged team lives on in the one that it was merged into."""

    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=9, choices=kind_choices, default=TeamKind.STUDENT)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    excluded = models.CharField(max_length=12, choices=excluded_choices, blank=True, default=Excluded.NO)
    excluded_reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint("competition", Lower("name"), name="team_name_once"),
            models.CheckConstraint(
                condition=Q(excluded="") | ~Q(excluded_reason=""), name="team_excluded_for_a_reason"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """From when to when a person was on a team. Ended rows stay, so that it is known who was on it when it sent a file.
    Triggers keep the competition equal to the team's: the database would not let one person be on two teams."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="memberships")
    captain = models.BooleanField(default=False)
    joined_at = models.DateTimeField(db_default=Now())
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-captain", "joined_at", "id")
        constraints = (
            models.UniqueConstraint(
                "competition", "enrolment", condition=Q(left_at=None), name="membership_one_team_at_a_time"
            ),
            models.UniqueConstraint("team", condition=Q(left_at=None, captain=True), name="membership_one_captain"),
        )

    def __str__(self) -> str:
        return f"{self.enrolment.user} on {self.team}"


class TeamInvitation(models.Model):
    """A link onto a team. The link is signed, not stored, so the table alone opens no door."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="invitations")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"invitation {self.pk} to {self.team}"


class Extension(models.Model):
    """A later close for one team, as a row with its reason and not as an edit of the competition's dates."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="extension")
    closes_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="extension_has_reason"),)

    def __str__(self) -> str:
        return f"extension of {self.team}"
