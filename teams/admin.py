"""The superuser's view."""

from django.contrib import admin

from competition.config.admin_site import ReadOnly
from teams.models.teams import Extension, Membership, Team, TeamInvitation


@admin.register(Team)
class TeamPage(ReadOnly):
    list_display = ("name", "competition", "kind", "excluded", "merged_into", "made_at")
    list_filter = ("kind", "excluded")
    list_select_related = ("competition", "merged_into")
    search_fields = ("name", "competition__title", "competition__slug")


@admin.register(Membership)
class MembershipPage(ReadOnly):
    list_display = ("enrolment", "team", "competition", "captain", "joined_at", "left_at")
    list_filter = ("captain",)
    list_select_related = ("enrolment__user", "enrolment__course", "team", "competition")
    search_fields = ("team__name", "enrolment__user__email", "enrolment__user__alias", "enrolment__user__name")


@admin.register(TeamInvitation)
class TeamInvitationPage(ReadOnly):
    list_display = ("team", "made_by", "made_at", "expires_at", "revoked_at")
    list_select_related = ("team", "made_by")
    search_fields = ("team__name",)


@admin.register(Extension)
class ExtensionPage(ReadOnly):
    list_display = ("team", "closes_at", "reason", "given_by", "given_at")
    list_select_related = ("team", "given_by")
    search_fields = ("team__name",)
