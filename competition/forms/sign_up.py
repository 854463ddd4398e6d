from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm
from allauth.core import context
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from competition.actions.allowances import take_each
from competition.forms.passwords import ADVICE
from competition.forms.sign_in import Plain, network
from competition.invited import invitation_kept
from competition.rules import limits


class SignUpForm(Plain, SignupForm):
    """Only reached with an invitation in the session."""

    labels = {"email": "E-mail address", "password1": "Password"}
    field_order = ("name", "email", "password1")

    name = forms.CharField(
        label="Your name",
        max_length=150,
        help_text="As your instructor knows you. Other students see a made-up name instead.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = ADVICE
        invitation = invitation_kept(context.request)
        if invitation and invitation.email:
            self.fields["email"].disabled = True
            self.initial["email"] = invitation.email
            self.fields["email"].help_text = "Your invitation is for this address."

    def clean(self) -> dict[str, Any]:
        take_each(limits=limits.sign_ups(network()))
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    def try_save(self, request: HttpRequest) -> Any:
        if self.account_already_exists:
            # As much work as for a new account, or the answer's time would tell who is here.
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)
