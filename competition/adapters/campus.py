from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect

from competition.actions.accounts import verify_address
from competition.models.people import User


class CampusAdapter(DefaultSocialAccountAdapter):
    """The university's sign-in opens the account that has the same, verified, address; it never makes a new one."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """From the environment alone: no row in a table may let a second server vouch for people."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Any, str] | None:
        # `is True`: some servers send the word "false", which Python takes for yes.
        for address in sociallogin.email_addresses:
            if address.verified is True and (user := owner_of(address.email)):
                return user, address.email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.state.get("process") == "connect":
            messages.error(request, "Sign in through your university instead: the accounts then join by themselves.")
            raise ImmediateHttpResponse(redirect("account"))
        sociallogin.account.extra_data = {}  # we need to know who it is, and nothing else the university tells
        if sociallogin.account.pk:
            sociallogin.account.save(update_fields=["extra_data"])
        if sociallogin._did_authenticate_by_email and isinstance(sociallogin.user, User):
            verify_address(user=sociallogin.user)


def owner_of(email: str) -> User | None:
    """Whose verified address this is; or whose account, made from a roster, nobody has ever entered."""
    verified = EmailAddress.objects.filter(email=email.lower(), verified=True).select_related("user").first()
    if verified:
        return verified.user
    waiting = User.objects.filter(email=email.lower(), last_login=None).first()
    return waiting if waiting and not waiting.has_usable_password() else None
