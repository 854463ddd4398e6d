"""Keys of programs: as the password of HTTP Basic, or as a bearer token."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from competition.actions.allowances import TooManyTriesError, take_each
from competition.actions.keys import digest, key_used
from competition.addresses import network
from competition.models.keys import ApiKey, Scope
from competition.models.people import User
from competition.queries.second_factor import lacks_second_factor
from competition.rules import limits

SCHEMES = ("basic", "bearer")


class KeyAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        scheme, _, rest = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() not in SCHEMES:
            return None
        now = timezone.now()
        username, secret = ("", rest.strip()) if scheme.lower() == "bearer" else username_and_secret(rest.strip())
        key = key_of(secret, username)
        if not key or (refusal := why_not(key, now)):
            self.count_failure(request)
            raise AuthenticationFailed(
                refusal if key else "This key is not known here. Check that all of it was copied."
            )
        key_used(key=key, now=now)
        return key.user, key

    def count_failure(self, request: Request) -> None:
        """After the look-up, not before: a look-up by digest costs nothing, and a busy program must not write rows."""
        try:
            take_each(limits=limits.wrong_keys(network(request._request)))
        except TooManyTriesError as refusal:
            raise Throttled(wait=refusal.seconds) from refusal

    def authenticate_header(self, request: Request) -> str:
        return 'Basic realm="Holdout"'


class HasScope(BasePermission):
    """The key of the request must have been made for what the endpoint does: `scope` of the view, or reading."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return isinstance(request.auth, ApiKey) and getattr(view, "scope", Scope.READ) in request.auth.scopes


def username_and_secret(encoded: str) -> tuple[str, str]:
    try:
        username, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:  # no base64, or not of UTF-8
        return "", ""
    return username or "(none)", secret


def key_of(secret: str, username: str = "") -> ApiKey | None:
    """The key, whatever its state. The index is asked for a hash, so its speed tells nothing about the secret."""
    wanted = digest(secret)
    key = ApiKey.objects.select_related("user").filter(digest=wanted).first()
    if not key or not secrets.compare_digest(key.digest, wanted):
        return None
    return key if not username or username.lower() == key.user.username.lower() else None


def why_not(key: ApiKey, now: datetime) -> str | None:
    """Told only to somebody who holds the key."""
    where = f"Make a new one at {settings.PUBLIC_URL}/account/keys/."
    if key.revoked_at:
        return f"This key was revoked. {where}"
    if key.expires_at and key.expires_at <= now:
        return f"This key has expired. {where}"
    if not key.user.is_active:
        return "This account is closed."
    # A key is one factor. People who teach are let in nowhere with one factor, so their keys wait as their pages do.
    if settings.SECOND_FACTOR_REQUIRED and lacks_second_factor(key.user):
        return f"Your account needs a second factor first. Set it up at {settings.PUBLIC_URL}/account/2fa/."
    return None
