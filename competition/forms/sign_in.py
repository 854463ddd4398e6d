"""allauth's sign-in forms in our words, each taking its try before anything is compared or mailed."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as theirs
from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.core import context
from django import forms

from competition import addresses
from competition.actions.accounts import forget_unproven_password
from competition.actions.allowances import give_back, take_each
from competition.rules import limits


def network() -> str:
    """Of the request being answered; allauth hands its forms none."""
    return addresses.network(context.request)


class Plain:
    """Labels stand above the field; a placeholder would say the same again and vanish while typing."""

    labels: dict[str, str] = {}
    refused = "That did not work. Please look at this:"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.labels:
                field.label = self.labels[name]


class SignInForm(Plain, theirs.LoginForm):
    labels = {"login": "E-mail address", "password": "Password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ConfirmPasswordForm(Plain, theirs.ReauthenticateForm):
    labels = {"password": "Your password"}


class RequestCodeForm(Plain, theirs.RequestLoginCodeForm):
    labels = {"email": "E-mail address"}

    def clean_email(self) -> str:
        take_each(limits=limits.mails("code", self.cleaned_data["email"], network()))
        email: str = super().clean_email()
        if self._user:
            # An account made from a roster has no address on record yet; the code is about to prove it.
            sync_user_email_address(self._user)
        return email


class CodeForm(Plain):
    """A mailed code. allauth counts three tries in the session, which parallel ones slip past; this doesn't."""

    labels = {"code": "The code from the mail"}
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        # Counted for the session, not the account: a stranger's wrong guesses must not lock the owner out.
        tries = limits.code_tries(str(context.request.session.session_key), network())
        take_each(limits=tries)
        code: str = super().clean_code()  # type: ignore[misc]
        give_back(limits=tries)
        return code


class SignInCodeForm(CodeForm, theirs.ConfirmLoginCodeForm):
    def clean_code(self) -> str:
        code = super().clean_code()
        forget_unproven_password(user=context.request._login_stage.login.user)  # the session's, and so the code's
        return code


class AddressCodeForm(CodeForm, theirs.ConfirmEmailVerificationCodeForm):
    pass


class NewAddressForm(Plain, theirs.AddEmailForm):
    labels = {"email": "New e-mail address"}

    def clean_email(self) -> str:
        take_each(limits=limits.mails("change", str(self.user.pk), network()))
        email: str = super().clean_email()
        return email
