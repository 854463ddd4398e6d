"""The superuser's view: everything is read and searched; only accounts are closed or promoted, and that is logged."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from competition.actions.accounts import change_rights, remove_second_factors
from competition.actions.log import by
from competition.config.admin_site import ReadOnly
from competition.models.competitions import (
    Announcement,
    Competition,
    DataFile,
    DateChange,
    RulesAcceptance,
    RulesVersion,
)
from competition.models.courses import Course, Enrolment, Invitation, RosterImport
from competition.models.keys import ApiKey
from competition.models.log import LogEntry
from competition.models.people import User
from competition.models.running import Allowance, Fault, OutgoingMail, Pulse

PERSON = ("user__email", "user__name", "user__alias")


@admin.register(User)
class UserPage(ReadOnly):
    list_display = ("email", "alias", "name", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("email", "alias", "name", "username")
    exclude = ("password", "groups", "user_permissions")
    actions: Any = ("remove_second_factor",)
    CHANGEABLE: ClassVar[tuple[str, ...]] = ("is_active", "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        # Nobody locks himself out by a slip.
        return obj is None or obj != request.user

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return [field.name for field in User._meta.fields if field.name not in (*self.CHANGEABLE, "password")]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        change_rights(user=obj, by=by(request), is_active=obj.is_active, is_superuser=obj.is_superuser)

    @admin.action(description="Remove the second factor of people who lost it")
    def remove_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        who = by(request)
        for user in queryset:
            if user != who.user:
                remove_second_factors(user=user, by=who)


@admin.register(Course)
class CoursePage(ReadOnly):
    list_display = ("code", "title", "term", "zone", "first_day", "last_day")
    search_fields = ("code", "title", "term", "slug")


@admin.register(Enrolment)
class EnrolmentPage(ReadOnly):
    list_display = ("user", "course", "role", "name", "active", "joined_at")
    list_filter = ("role", "active", "course")
    list_select_related = ("user", "course")
    search_fields = (*PERSON, "name", "roster_id", "course__code")


@admin.register(Invitation)
class InvitationPage(ReadOnly):
    list_display = ("course", "role", "email", "uses", "most_uses", "expires_at", "revoked_at")
    list_filter = ("role", "course")
    list_select_related = ("course",)
    search_fields = ("email", "course__code")


@admin.register(RosterImport)
class RosterImportPage(ReadOnly):
    list_display = ("file_name", "course", "state", "created_by", "created_at")
    list_filter = ("state", "course")
    list_select_related = ("course", "created_by")
    search_fields = ("file_name", "course__code")


@admin.register(Competition)
class CompetitionPage(ReadOnly):
    list_display = ("title", "slug", "course", "opens_at", "closes_at", "published_at")
    list_filter = ("course",)
    list_select_related = ("course",)
    search_fields = ("title", "slug", "course__code")


@admin.register(RulesVersion)
class RulesVersionPage(ReadOnly):
    list_display = ("competition", "number", "changed_by", "changed_at")
    list_select_related = ("competition", "changed_by")
    search_fields = ("competition__title", "text")


@admin.register(RulesAcceptance)
class RulesAcceptancePage(ReadOnly):
    list_display = ("user", "rules", "accepted_at")
    list_select_related = ("user", "rules__competition")
    search_fields = (*PERSON, "rules__competition__title")


@admin.register(DateChange)
class DateChangePage(ReadOnly):
    list_display = ("competition", "field", "before", "after", "reason", "changed_by", "changed_at")
    list_select_related = ("competition", "changed_by")
    search_fields = ("competition__title", "reason")


@admin.register(Announcement)
class AnnouncementPage(ReadOnly):
    list_display = ("title", "course", "competition", "author", "published_at", "withdrawn_at")
    list_filter = ("course",)
    list_select_related = ("course", "competition", "author")
    search_fields = ("title", "text", "course__code")


@admin.register(DataFile)
class DataFilePage(ReadOnly):
    list_display = ("name", "competition", "size", "sha256", "added_at")
    list_select_related = ("competition",)
    search_fields = ("name", "sha256", "competition__title")


@admin.register(ApiKey)
class ApiKeyPage(ReadOnly):
    list_display = ("name", "user", "beginning", "scopes", "expires_at", "revoked_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = (*PERSON, "name", "beginning")
    exclude = ("digest",)


@admin.register(LogEntry)
class LogEntryPage(ReadOnly):
    list_display = ("at", "actor_name", "action", "subject", "course", "reason")
    list_filter = ("action", "course")
    list_select_related = ("course",)
    search_fields = ("actor_name", "action", "subject", "reason")


@admin.register(OutgoingMail)
class OutgoingMailPage(ReadOnly):
    """Without the text: it holds codes and links that open other people's accounts."""

    list_display = ("to", "subject", "created_at", "sent_at", "attempts", "last_error")
    search_fields = ("to", "subject")
    exclude = ("body",)


@admin.register(Fault)
class FaultPage(ReadOnly):
    list_display = ("part", "what", "at")
    search_fields = ("part", "what")


@admin.register(Pulse)
class PulsePage(ReadOnly):
    list_display = ("name", "at")
    search_fields = ("name",)


@admin.register(Allowance)
class AllowancePage(ReadOnly):
    list_display = ("key", "used", "window_ends_at")
    search_fields = ("key",)


@admin.register(EmailAddress)
class EmailAddressPage(ReadOnly):
    list_display = ("email", "user", "verified", "primary")
    list_filter = ("verified",)
    list_select_related = ("user",)
    search_fields = ("email",)


@admin.register(Authenticator)
class AuthenticatorPage(ReadOnly):
    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = PERSON
    exclude = ("data",)


@admin.register(UserSession)
class UserSessionPage(ReadOnly):
    list_display = ("user", "ip", "user_agent", "created_at", "last_seen_at")
    list_select_related = ("user",)
    search_fields = (*PERSON, "ip")
    exclude = ("data",)


@admin.register(SocialAccount)
class SocialAccountPage(ReadOnly):
    list_display = ("user", "provider", "uid", "last_login")
    list_select_related = ("user",)
    search_fields = (*PERSON, "uid")
    exclude = ("extra_data",)
