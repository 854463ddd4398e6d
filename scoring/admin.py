"""The superuser's view. Choices hold the seed of the cut, and a hash can be tried on guesses at a small file: neither
is shown."""

from django.contrib import admin

from competition.config.admin_site import ReadOnly
from scoring.models.keys import AnswerKey
from scoring.models.openings import InboxFile, Job, Opening


@admin.register(Opening)
class OpeningPage(ReadOnly):
    list_display = ("competition", "way", "checked_at")
    list_select_related = ("competition",)
    search_fields = ("competition__title", "competition__slug")
    exclude = ("understood", "choices", "made", "checklist", "checked_for")


@admin.register(InboxFile)
class InboxFilePage(ReadOnly):
    list_display = ("name", "role", "opening", "size", "sent_by", "sent_at")
    list_filter = ("role",)
    list_select_related = ("opening__competition", "sent_by")
    search_fields = ("name", "opening__competition__title")
    exclude = ("sha256", "expected")


@admin.register(Job)
class JobPage(ReadOnly):
    list_display = ("id", "task", "opening", "state", "attempts", "percent", "asked_by", "asked_at", "ended_at")
    list_filter = ("state", "task")
    list_select_related = ("opening__competition", "asked_by")
    search_fields = ("opening__competition__title", "error")
    exclude = ("token",)


@admin.register(AnswerKey)
class AnswerKeyPage(ReadOnly):
    list_display = ("competition", "version", "metric", "active", "made_by", "made_at")
    list_filter = ("active",)
    list_select_related = ("competition", "made_by")
    search_fields = ("competition__title", "metric")
    exclude = ("sha256",)
