"""The superuser's view. Choices hold the seed of the cut, and a hash can be tried on guesses at a small file: neither
is shown. Private scores stand here once the results are out: the vault has no page, and a preview shows no copy."""

from django.contrib import admin

from competition.config.admin_site import ReadOnly
from scoring.models.boards import Board, BoardSettings, RankAt, Standing
from scoring.models.finals import FinalStanding, Pick, PreviewCopy, Reveal
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.openings import InboxFile, Job, Opening
from scoring.models.probes import ProbeWatch, Suspicion
from scoring.models.rescorings import DarkChain, KeyProposal, Rescoring
from scoring.models.submissions import Seat, Submission, Voiding


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


@admin.register(Submission)
class SubmissionPage(ReadOnly):
    list_display = ("id", "file_name", "team", "competition", "author", "size", "received_at")
    list_select_related = ("team", "competition", "author")
    search_fields = ("file_name", "team__name", "competition__title", "competition__slug", "sha256")


@admin.register(Voiding)
class VoidingPage(ReadOnly):
    list_display = ("submission", "reason", "by", "at")
    list_select_related = ("submission__team", "by")
    search_fields = ("submission__team__name", "reason")


@admin.register(Seat)
class SeatPage(ReadOnly):
    list_display = ("team", "day", "number", "submission")
    list_select_related = ("team", "submission__team")
    search_fields = ("team__name", "team__competition__title")


@admin.register(Judgement)
class JudgementPage(ReadOnly):
    list_display = ("id", "submission", "key", "state", "attempts", "public_value", "queued_at", "begun_at", "ended_at")
    list_filter = ("state",)
    list_select_related = ("submission__team", "key__competition")
    search_fields = ("submission__team__name", "key__competition__title", "key__competition__slug")
    exclude = ("token",)


@admin.register(Pick)
class PickPage(ReadOnly):
    list_display = ("team", "slot", "submission", "picked_by", "picked_at")
    list_select_related = ("team", "submission__team", "picked_by")
    search_fields = ("team__name", "team__competition__title")


@admin.register(Reveal)
class RevealPage(ReadOnly):
    list_display = ("competition", "key", "state", "attempts", "ended_at")
    list_filter = ("state",)
    list_select_related = ("competition", "key__competition")
    search_fields = ("competition__title", "competition__slug")
    exclude = ("token",)


@admin.register(Rescoring)
class RescoringPage(ReadOnly):
    list_display = ("competition", "key", "state", "reason", "asked_by", "asked_at", "decided_by", "decided_at")
    list_filter = ("state",)
    list_select_related = ("competition", "key__competition", "asked_by", "decided_by")
    search_fields = ("competition__title", "reason")


@admin.register(KeyProposal)
class KeyProposalPage(ReadOnly):
    list_display = ("competition", "metric", "file_name", "reason", "state", "asked_by", "asked_at")
    list_filter = ("state",)
    list_select_related = ("competition", "asked_by")
    search_fields = ("competition__title", "reason", "error")
    exclude = ("sha256", "token")


@admin.register(DarkChain)
class DarkChainPage(ReadOnly):
    list_display = ("id", "rescoring", "turn", "begun_at")
    list_select_related = ("rescoring__competition", "rescoring__key__competition")
    search_fields = ("rescoring__competition__title",)


@admin.register(BoardSettings)
class BoardSettingsPage(ReadOnly):
    list_display = ("competition", "late_uploads", "ladder_step", "shared_ranks", "medals")
    list_select_related = ("competition",)
    search_fields = ("competition__title", "competition__slug")


@admin.register(Board)
class BoardPage(ReadOnly):
    list_display = ("key", "version", "bracketed_version")
    list_select_related = ("key__competition",)
    search_fields = ("key__competition__title", "key__competition__slug")


@admin.register(Standing)
class StandingPage(ReadOnly):
    list_display = ("team", "key", "late", "listed", "value", "reached_at", "entries", "last_at")
    list_filter = ("late", "benchmark", "listed")
    list_select_related = ("team", "key__competition")
    search_fields = ("team__name", "key__competition__title", "key__competition__slug")


@admin.register(FinalStanding)
class FinalStandingPage(ReadOnly):
    list_display = ("position", "rank", "team", "competition", "private_value", "public_value", "automatic")
    list_select_related = ("team", "competition")
    search_fields = ("team__name", "competition__title", "competition__slug")


@admin.register(PreviewCopy)
class PreviewCopyPage(ReadOnly):
    list_display = ("competition", "viewer", "state", "asked_at", "gone_at")
    list_select_related = ("competition", "viewer")
    search_fields = ("competition__title", "viewer__email")
    exclude = ("rows", "token")


@admin.register(RankAt)
class RankAtPage(ReadOnly):
    list_display = ("team", "key", "hour", "rank")
    list_select_related = ("team", "key__competition")
    search_fields = ("team__name", "key__competition__title", "key__competition__slug")


@admin.register(Suspicion)
class SuspicionPage(ReadOnly):
    list_display = ("submission", "kind", "strength", "other", "noted_at")
    list_filter = ("kind",)
    list_select_related = ("submission__team", "other__team")


@admin.register(ProbeWatch)
class ProbeWatchPage(ReadOnly):
    list_display = ("competition", "submission")
    list_select_related = ("competition", "submission__team")
