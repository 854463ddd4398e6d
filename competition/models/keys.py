from django.db import models
from django.db.models.functions import Now

from competition.models.people import User


class Scope(models.TextChoices):
    READ = "read", "see competitions, files and boards"
    SUBMIT = "submit", "upload predictions"


class ApiKey(models.Model):
    """A personal key for programs. Only its hash is kept: a stolen table opens nothing."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=60, help_text="Where it is used, for example my laptop.")
    beginning = models.CharField(max_length=8, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return f"{self.name} ({self.beginning}…)"
