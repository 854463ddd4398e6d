from __future__ import annotations

from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from competition.actions.allowances import give_back, take_each
from competition.addresses import client_address, network
from competition.invited import invitation_kept, join_as_invited
from competition.models.people import User
from competition.rules import limits

WORDS = {
    "account_inactive": "This account was closed. Ask your instructor if you think that is a mistake.",
    "email_password_mismatch": "The e-mail address and the password don't match. Check both, or sign in with a code.",
    "enter_current_password": "That is not your current password.",
    "incorrect_password": "That is not your password.",
    "incorrect_code": "That code is not right. Check it, or ask for a new one.",
    "too_many_login_attempts": "That was wrong too often. Ask for a new code and try again.",
    "invalid_password_reset": "This link was used before, or it is older than an hour. Ask for a new one.",
    "email_taken": "This address can't be used. If it is yours, sign in with it instead.",
    "duplicate_email": "This is already your address.",
    "same_as_current": "This is already your address.",
    "rate_limited": "Please wait a minute before you try again.",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | WORDS
    tries: tuple[limits.Limit, ...] = ()

    # A try is taken before the password is hashed, and given back when it was right.

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self.tries = limits.password_tries(str(credentials.get("email", "")), network(request))
        take_each(limits=self.tries)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        user = super().authenticate(request, **credentials)
        if user:
            give_back(limits=self.tries)
        return user

    # Accounts are opened by a roster, the superuser or an invitation, never by a stranger.

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return invitation_kept(request) is not None

    def new_user(self, request: HttpRequest) -> User:
        return User(alias=User.objects.free_alias())

    def save_user(
        self,
        request: HttpRequest,
        user: AbstractBaseUser,
        form: BaseForm,
        commit: bool = True,  # noqa: FBT001, FBT002 - the signature is allauth's
    ) -> AbstractBaseUser:
        if isinstance(user, User):
            user.name = form.cleaned_data["name"]
        return super().save_user(request, user, form, commit)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **login: Any) -> HttpResponse:
        if login["signup"] and isinstance(user, User):
            login["redirect_url"] = join_as_invited(request, user) or login["redirect_url"]
        return super().post_login(request, user, **login)

    # The links in our mail start with the public address, whatever the request's Host says.

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        self.render_mail(template_prefix, email, context | {"email": email, "site_url": settings.PUBLIC_URL}).send()

    def send_confirmation_mail(
        self,
        request: HttpRequest,
        emailconfirmation: Any,
        signup: bool,  # noqa: FBT001 - the signature is allauth's
    ) -> None:
        take_each(limits=limits.mails("verification", emailconfirmation.email, network(request)))
        super().send_confirmation_mail(request, emailconfirmation, signup)

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.PUBLIC_URL + path.replace("UID-KEY", quote(key))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("account")

    def is_safe_url(self, url: str) -> bool:
        """Paths only. allauth would also lead to every allowed host, and `localhost` is the visitor's own machine."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or "::"
