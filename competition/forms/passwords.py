from __future__ import annotations

from typing import Any

from allauth.account import forms as theirs

from competition.actions.allowances import give_back, take_each
from competition.forms.sign_in import Plain, network
from competition.rules import limits

ADVICE = "At least 10 characters. A few unrelated words are easy to remember."


class NewPassword(Plain):
    """Typed twice, because it can't be read while typing."""

    labels = {"oldpassword": "Your password now", "password1": "New password", "password2": "The same again"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = ADVICE  # type: ignore[attr-defined]


class FirstPasswordForm(NewPassword, theirs.SetPasswordForm):
    pass


class NewPasswordFromLinkForm(NewPassword, theirs.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(NewPassword, theirs.ChangePasswordForm):
    def clean_oldpassword(self) -> str:
        tries = limits.password_tries(self.user.email, network())
        take_each(limits=tries)
        password: str = super().clean_oldpassword()
        give_back(limits=tries)
        return password


class ForgottenPasswordForm(Plain, theirs.ResetPasswordForm):
    labels = {"email": "E-mail address"}

    def clean_email(self) -> str:
        take_each(limits=limits.mails("reset", self.cleaned_data["email"], network()))
        email: str = super().clean_email()
        return email
