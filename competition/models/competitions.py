from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from competition.models.courses import Course
from competition.models.people import User


class SelectionMode(models.TextChoices):
    BEST_PICK = "best-pick", "best private score among the team's picks"
    NEWEST = "newest", "newest upload before the close"
    BEST_EVER = "best-ever", "best private score of all uploads"


class Accent(models.TextChoices):
    BLUE = "blue", "blue"
    GREEN = "green", "green"
    VIOLET = "violet", "violet"
    ORANGE = "orange", "orange"
    TEAL = "teal", "teal"
    ROSE = "rose", "rose"


def selection_choices() -> list[tuple[str, str]]:
    return [(value, label) for value, label in SelectionMode.choices]


def accent_choices() -> list[tuple[str, str]]:
    return [(value, label) for value, label in Accent.choices]


class Competition(models.Model):
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="competitions")
    slug = models.SlugField(
        "address", max_length=60, unique=True, help_text="Unique on this site: Kaggle's client sends nothing else."
    )
    title = models.CharField(max_length=200)
    tagline = models.CharField("one line", max_length=200, blank=True)
    description = models.TextField(blank=True, help_text="Markdown.")
    evaluation = models.TextField(blank=True, help_text="Markdown. How a file is scored and what it must look like.")
    data_description = models.TextField(blank=True, help_text="Markdown. Where the data come from; columns; licence.")
    accent = models.CharField("colour", max_length=10, choices=accent_choices, default=Accent.BLUE)

    opens_at = models.DateTimeField("opens")
    teams_lock_at = models.DateTimeField("teams lock")
    closes_at = models.DateTimeField("closes")
    hand_in_at = models.DateTimeField("hand-in due", null=True, blank=True)

    daily_limit = models.PositiveSmallIntegerField("submissions a day", default=5)
    final_picks = models.PositiveSmallIntegerField("final picks", default=2)
    team_size = models.PositiveSmallIntegerField("largest team", default=4)
    digits = models.PositiveSmallIntegerField("digits shown", default=4)
    selection_mode = models.CharField(
        "what decides", max_length=12, choices=selection_choices, default=SelectionMode.BEST_PICK
    )

    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    # The instants that are ends: "23:59" in a form means the instant after that minute.
    ENDS: ClassVar[tuple[str, ...]] = ("teams_lock_at", "closes_at", "hand_in_at")
    DATES: ClassVar[tuple[str, ...]] = ("opens_at", *ENDS)

    class Meta:
        ordering = ("-opens_at", "title")
        constraints = (
            models.CheckConstraint(condition=Q(opens_at__lt=F("teams_lock_at")), name="competition_opens_before_lock"),
            models.CheckConstraint(
                condition=Q(teams_lock_at__lte=F("closes_at")), name="competition_lock_before_close"
            ),
            models.CheckConstraint(
                condition=Q(hand_in_at__isnull=True) | Q(hand_in_at__gte=F("closes_at")),
                name="competition_hand_in_after_close",
            ),
            models.CheckConstraint(
                condition=Q(daily_limit__gte=1, final_picks__gte=1, team_size__gte=1, digits__gte=1, digits__lte=10),
                name="competition_bounds",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @classmethod
    def date_label(cls, name: str) -> str:
        field = cls._meta.get_field(name)
        assert isinstance(field, models.DateTimeField)
        return str(field.verbose_name).capitalize()


class RulesVersion(models.Model):
    """The rules as they stood. A draft is edited in place; after publication every change is a new version."""

    competition = models.ForeignKey(Competition, on_delete=models.CASCADE, related_name="rules_versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint("competition", "number", name="rules_version_once"),)

    def __str__(self) -> str:
        return f"rules {self.number} of {self.competition}"


class RulesAcceptance(models.Model):
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="rules_acceptances")
    rules = models.ForeignKey(RulesVersion, on_delete=models.PROTECT, related_name="acceptances")
    accepted_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint("user", "rules", name="rules_accepted_once"),)

    def __str__(self) -> str:
        return f"{self.user} accepted {self.rules}"


class DateChange(models.Model):
    """A date moved after publication: the old value and the reason stay where everybody can read them."""

    competition = models.ForeignKey(Competition, on_delete=models.CASCADE, related_name="date_changes")
    field = models.CharField(max_length=20)
    before = models.DateTimeField(null=True)
    after = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-changed_at", "id")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="date_change_has_reason"),)

    def __str__(self) -> str:
        return f"{self.field} of {self.competition}"

    @property
    def label(self) -> str:
        return Competition.date_label(self.field)

    @property
    def is_end(self) -> bool:
        return self.field in Competition.ENDS


class Announcement(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="announcements")
    competition = models.ForeignKey(
        Competition, null=True, blank=True, on_delete=models.CASCADE, related_name="announcements"
    )
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, help_text="Markdown.")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(db_default=Now(), editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-published_at", "-id")

    def __str__(self) -> str:
        return self.title


class DataFile(models.Model):
    """A public file. The bytes lie under their hash; the row says how the file is called."""

    competition = models.ForeignKey(Competition, on_delete=models.CASCADE, related_name="data_files")
    name = models.CharField(
        max_length=100,
        validators=[
            RegexValidator(
                r"\A[A-Za-z0-9][A-Za-z0-9._-]*\Z", "Use letters, digits, dots, dashes and underscores, without spaces."
            )
        ],
    )
    about = models.CharField("what it holds", max_length=300, blank=True)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint("competition", "name", name="data_file_name_once"),)

    def __str__(self) -> str:
        return self.name
