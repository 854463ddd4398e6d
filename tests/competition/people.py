"""Signing in as a person would: through the pages, with what the mail says."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from competition.actions.accounts import verify_address
from competition.models.people import User
from competition.models.running import OutgoingMail
from tests.factories import PASSWORD, make_user

LOGIN = "/account/login/"


@pytest.fixture
def outbox(settings: Settings) -> None:
    """Mail goes where the site sends it; pytest-django would keep it in memory."""
    settings.EMAIL_BACKEND = "competition.mail.OutboxBackend"


def member(first_name: str, **fields: object) -> User:
    """Somebody who has signed in before."""
    user = make_user(first_name, **fields)
    verify_address(user=user)
    return user


def from_the_roster(first_name: str) -> User:
    """Somebody whom a roster brought: no password, nothing verified."""
    user = make_user(first_name)
    user.set_unusable_password()
    user.save()
    return user


def sign_in(client: Client, user: User, password: str = PASSWORD, **extra: str) -> int:
    return client.post(LOGIN, {"login": user.email, "password": password}, **extra).status_code  # type: ignore[arg-type]


def signed_in(user: User, **extra: str) -> Client:
    client = Client()
    assert sign_in(client, user, **extra) == 302
    return client


def mail_to(email: str) -> OutgoingMail:
    found = OutgoingMail.objects.filter(to=email).order_by("-pk").first()
    assert found, f"no mail to {email}"
    return found


def code_in(mail: OutgoingMail) -> str:
    found = re.search(r"^    ([A-Z]{4}-[A-Z]{4})$", mail.body, re.MULTILINE)
    assert found, mail.body
    return found[1]


def link_in(mail: OutgoingMail) -> str:
    found = re.search(r"https?://\S+", mail.body)
    assert found, mail.body
    return found[0]


def path_of(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def sign_in_by_code(user: User, client: Client | None = None) -> Client:
    client = client or Client()
    client.post("/account/login/code/", {"email": user.email})
    answer = client.post("/account/login/code/confirm/", {"code": code_in(mail_to(user.email))})
    assert answer.status_code == 302
    return client
