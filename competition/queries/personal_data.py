"""Everything that is held about one person, for that person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from competition import personal
from competition.models.competitions import RulesAcceptance
from competition.models.courses import Enrolment, Invitation
from competition.models.keys import ApiKey
from competition.models.log import LogEntry
from competition.models.people import User
from competition.models.running import OutgoingMail

Rows = list[dict[str, Any]]


def personal_data(user: User, now: datetime) -> dict[str, Any]:
    return {
        "exported_at": now,
        "account": _account(user),
        "addresses": rows_of(EmailAddress.objects.filter(user=user), "email", "verified", "primary"),
        "courses": rows_of(
            Enrolment.objects.filter(user=user),
            *("course__code", "course__title", "course__term", "role", "name", "roster_id", "section", "active"),
            "joined_at",
        ),
        "rules_accepted": rows_of(
            RulesAcceptance.objects.filter(user=user), "rules__competition__slug", "rules__number", "accepted_at"
        ),
        "api_keys": rows_of(
            ApiKey.objects.filter(user=user),
            *("name", "beginning", "scopes", "created_at", "expires_at", "revoked_at", "last_used_at"),
        ),
        "sessions": rows_of(UserSession.objects.filter(user=user), "created_at", "last_seen_at", "ip", "user_agent"),
        "second_factors": rows_of(Authenticator.objects.filter(user=user), "type", "created_at", "last_used_at"),
        "university_sign_in": rows_of(SocialAccount.objects.filter(user=user), "provider", "uid", "date_joined"),
        "invitations": rows_of(Invitation.objects.filter(email=user.email), "course__code", "role", "created_at"),
        "mail_sent_to_you": rows_of(OutgoingMail.objects.filter(to=user.email), "subject", "created_at", "sent_at"),
        "what_the_audit_log_says_you_did": rows_of(
            LogEntry.objects.filter(actor=user), "at", "address", "action", "subject", "before", "after", "reason"
        ),
        **personal.held_elsewhere(user),
    }


def _account(user: User) -> dict[str, Any]:
    fields = ("email", "username", "alias", "name", "time_zone", "joined_at", "last_login", "is_active", "is_superuser")
    return {field: getattr(user, field) for field in fields}


def rows_of(found: QuerySet[Any], *fields: str) -> Rows:
    return [
        {name.replace("__", "_"): value for name, value in row.items()} for row in found.order_by("pk").values(*fields)
    ]
