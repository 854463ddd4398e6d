"""Personal keys for programs. The secret is shown once; only its SHA-256 stays.

A plain hash is enough: 256 random bits can't be guessed, so there is nothing for a slow hash to slow down.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from competition.actions.log import By, record
from competition.models.keys import ApiKey
from competition.models.people import User
from competition.models.running import OutgoingMail

USUAL_DAYS = 180
A_MINUTE = timedelta(minutes=1)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_key(
    *, user: User, by: By, name: str, scopes: Sequence[str], expires_at: datetime | None
) -> tuple[ApiKey, str]:
    """The key and its secret, which nobody can read again."""
    secret = secrets.token_hex(32)
    key = ApiKey.objects.create(
        user=user,
        name=name,
        beginning=secret[:8],
        digest=digest(secret),
        scopes=sorted(scopes),
        expires_at=expires_at,
    )
    record(
        by=by,
        action="key made",
        subject=user.username,
        after={"key": key.pk, "scopes": key.scopes, "until": expires_at},
    )
    _mail(key)
    return key, secret


@transaction.atomic
def revoke_key(*, key: ApiKey, by: By) -> ApiKey:
    now = timezone.now()
    if ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=now):
        key.revoked_at = now
        record(by=by, action="key revoked", subject=key.user.username, before={"key": key.pk, "scopes": key.scopes})
    return key


def key_used(*, key: ApiKey, now: datetime) -> None:
    """At most one write a minute, however busy the program."""
    if key.last_used_at is None or key.last_used_at <= now - A_MINUTE:
        long_ago = Q(last_used_at=None) | Q(last_used_at__lte=now - A_MINUTE)
        ApiKey.objects.filter(long_ago, pk=key.pk).update(last_used_at=now)


def _mail(key: ApiKey) -> None:
    """A thief who makes himself a key must not do it unseen."""
    OutgoingMail.objects.create(
        to=key.user.email,
        subject="A new API key for your account",
        body=render_to_string("competition/key_mail.txt", {"key": key, "site_url": settings.PUBLIC_URL}).strip() + "\n",
    )
