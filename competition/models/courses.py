from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from competition.models.people import User
from competition.rules.zones import known_zone


class Course(models.Model):
    code = models.CharField(max_length=40, help_text="As in the catalogue, for example CS 501.")
    title = models.CharField(max_length=200)
    term = models.CharField(max_length=40, help_text="For example Spring 2027.")
    slug = models.SlugField("address", max_length=60, unique=True)
    zone = models.CharField(
        "time zone",
        max_length=64,
        default="UTC",
        validators=[known_zone],
        help_text="Dates are typed and days are counted in this zone.",
    )
    first_day = models.DateField()
    last_day = models.DateField()
    mail_domain = models.CharField(
        max_length=200, blank=True, help_text="Completes logins without an @ in a Canvas roster, for example uni.edu."
    )

    class Meta:
        ordering = ("-first_day", "code")
        constraints = (
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="course_first_day_before_last"),
        )

    def __str__(self) -> str:
        return f"{self.code} · {self.title}"


class Role(models.TextChoices):
    STUDENT = "student", "student"
    ASSISTANT = "assistant", "teaching assistant"
    INSTRUCTOR = "instructor", "instructor"


def role_choices() -> list[tuple[str, str]]:
    return [(value, label) for value, label in Role.choices]


class Enrolment(models.Model):
    """One person in one course. A drop makes it inactive; the row and all that hangs on it stay."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="enrolments")
    role = models.CharField(max_length=12, choices=role_choices, default=Role.STUDENT)
    name = models.CharField(max_length=150, blank=True, help_text="As on the roster.")
    roster_id = models.CharField(max_length=80, blank=True)
    section = models.CharField(max_length=120, blank=True)
    active = models.BooleanField(default=True)
    from_roster = models.BooleanField(
        default=False,
        editable=False,
        help_text="A roster has named this person. Only such students are dropped when the next one doesn't.",
    )
    joined_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint("course", "user", name="enrolment_once"),
            models.UniqueConstraint("course", "roster_id", condition=~Q(roster_id=""), name="enrolment_roster_id_once"),
            models.CheckConstraint(
                condition=Q(role__in=["student", "assistant", "instructor"]), name="enrolment_role_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} in {self.course.code}"


class Invitation(models.Model):
    """A link into a course. The link is signed, not stored, so the table alone opens no door."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=12, choices=role_choices, default=Role.STUDENT)
    email = models.EmailField("e-mail address", blank=True, help_text="Empty: anyone who has the link may use it.")
    most_uses = models.PositiveIntegerField(default=1)
    uses = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = (models.CheckConstraint(condition=Q(uses__lte=F("most_uses")), name="invitation_uses_bounded"),)

    def __str__(self) -> str:
        return f"{self.get_role_display()} invitation {self.pk} to {self.course.code}"


class RosterImport(models.Model):
    """A roster file read and compared, waiting to be applied or discarded as a whole."""

    class State(models.TextChoices):
        STAGED = "staged", "waiting for a decision"
        APPLIED = "applied", "applied"
        DISCARDED = "discarded", "discarded"

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="roster_imports")
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list, help_text="The lines as read; emptied once the import is decided.")
    problems = models.JSONField(default=list, help_text="The lines that were not understood; emptied likewise.")
    drops_missing = models.BooleanField("students missing from the file are dropped", default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.STAGED)
    counts = models.JSONField(default=dict)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return f"{self.file_name} for {self.course.code}"
