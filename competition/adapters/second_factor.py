from __future__ import annotations

import base64
import hashlib
from functools import cache
from urllib.parse import urlsplit

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.html import format_html

QUIET_ZONE = 4


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is not right. Codes change every 30 seconds: wait for the next one and try again.",
        "unverified_email": "Confirm your e-mail address first.",
        "cannot_generate_recovery_codes": "Recovery codes come with a second factor. Set one up first.",
    }

    def encrypt(self, text: str) -> str:
        return _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            try:
                return _cipher(key).decrypt(encrypted_text.encode()).decode()
            except InvalidToken:
                continue
        # Sealed under a key that is gone: no code fits any more, and a superuser can remove the factor.
        return generate_totp_secret()

    def build_totp_svg(self, url: str) -> str:
        """Inline markup: the content policy allows no data: address and no style attribute."""
        code = qrcode.QRCode(border=QUIET_ZONE)
        code.add_data(url)
        rows = code.get_matrix()
        path = "".join(f"M{x},{y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
        return format_html(
            '<svg class="qr" viewBox="0 0 {0} {0}" width="240" height="240" role="img" aria-label="QR code">'
            '<rect width="{0}" height="{0}" fill="white"/><path d="{1}" fill="black"/></svg>',
            len(rows),
            path,
        )

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": urlsplit(settings.PUBLIC_URL).hostname or "localhost", "name": "Holdout"}


@cache
def _cipher(secret_key: str) -> Fernet:
    """So that a stolen table of secrets makes no codes."""
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"holdout second factor" + secret_key.encode()).digest()))
