from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from competition.actions.allowances import give_back, take_each
from competition.forms.sign_in import Plain, network
from competition.models.people import User
from competition.rules import limits


class CountedCode(Plain):
    """Six digits are a million values: five tries in five minutes, however many windows are open."""

    labels = {"code": "Code from your app, or a recovery code"}
    user: User

    def clean_code(self) -> str:
        tries = limits.second_factor_tries(self.user.pk, network())
        take_each(limits=tries)
        code: str = super().clean_code()  # type: ignore[misc]
        give_back(limits=tries)
        return code


class SecondFactorForm(CountedCode, base.AuthenticateForm):
    pass


class ConfirmSecondFactorForm(CountedCode, base.ReauthenticateForm):
    pass


class ActivateAppForm(CountedCode, totp.ActivateTOTPForm):
    labels = {"code": "The six digits your app shows now"}


class PasskeyForm(webauthn.AuthenticateWebAuthnForm):
    """Nothing to guess, so nothing to count: the key signs a challenge."""


class ConfirmPasskeyForm(webauthn.ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(Plain, webauthn.AddWebAuthnForm):
    labels = {"name": "Its name", "passwordless": "Sign in with it alone, without a password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "So that you know it again, for example “my phone”."
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = "The device then asks for its PIN or your finger each time."


class RenamePasskeyForm(Plain, webauthn.EditWebAuthnForm):
    labels = {"name": "Its name"}

    name = forms.CharField(max_length=60)
