from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from competition.models.competitions import Competition
from competition.models.people import User
from scoring.models.claimable import UNFINISHED, Claimable
from scoring.opening.plan import Choices, FileRole, Way


def way_choices() -> list[tuple[str, str]]:
    return [(way.value, way.value) for way in Way]


def role_choices() -> list[tuple[str, str]]:
    return [(role.value, role.value) for role in FileRole]


class Opening(models.Model):
    """How one competition gets its data: what was sent, what was understood, what was chosen, what was made, what
    the checklist says. Each is emptied when one before it changes, but choices stay as long as they still fit."""

    competition = models.OneToOneField(Competition, on_delete=models.CASCADE, related_name="opening")
    way = models.CharField(max_length=8, choices=way_choices, default=Way.CUT)
    understood = models.JSONField(null=True)
    choices = models.JSONField(null=True)
    made = models.JSONField(null=True, help_text="Rows of each part and the names of the files, once they are made.")
    checklist = models.JSONField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_for = models.CharField(max_length=64, blank=True, help_text="Fingerprint of all that was checked.")

    def __str__(self) -> str:
        return f"opening of {self.competition}"

    @property
    def chosen(self) -> Choices:
        assert self.choices is not None, "nothing is made or checked before the choices"
        return Choices.from_plain(self.choices)


class InboxFile(models.Model):
    """A file that an instructor sent. The web process puts it into the inbox; only workers read it there."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="files")
    role = models.CharField(max_length=10, choices=role_choices)
    name = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    expected = models.JSONField(null=True, help_text="For a probe: the score or the category of refusal it must get.")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("role", "name")
        constraints = (
            models.UniqueConstraint("opening", "name", name="inbox_file_name_once"),
            models.UniqueConstraint(
                "opening", "role", condition=~Q(role__in=["probe", "extra"]), name="inbox_file_one_of_a_role"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Task(models.TextChoices):
    INSPECT = "inspect", "reading the files"
    MAKE = "make", "making the competition's files"
    CHECK = "check", "going through the checklist"


def task_choices() -> list[tuple[str, str]]:
    return [(value, label) for value, label in Task.choices]


class Job(Claimable):
    """Work on an opening. One that a newer wish overtakes is deleted, and whoever works on it then stores nothing."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="jobs")
    task = models.CharField(max_length=8, choices=task_choices)
    percent = models.PositiveSmallIntegerField(default=0)
    doing = models.CharField(max_length=100, blank=True)
    error = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint("opening", condition=Q(state__in=UNFINISHED), name="opening_job_one_at_a_time"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="opening_job_percent"),
        )

    def __str__(self) -> str:
        return f"{self.get_task_display()}: {self.opening}"
