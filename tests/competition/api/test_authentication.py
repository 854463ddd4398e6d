import base64
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from competition.actions.keys import digest, key_used, make_key, revoke_key
from competition.actions.log import By
from competition.api.authentication import HasScope, KeyAuthentication
from competition.models.keys import ApiKey
from competition.models.people import User
from tests.factories import NOW, enrol, make_course, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def alice() -> User:
    return make_user("Alice")


def key_for(user: User, scopes: tuple[str, ...] = ("read", "submit")) -> tuple[ApiKey, str]:
    return make_key(user=user, by=By(user), name="laptop", scopes=scopes, expires_at=NOW + timedelta(days=180))


def ask(header: str, address: str = "10.0.0.1") -> tuple[User, ApiKey] | None:
    request = Request(APIRequestFactory().get("/api/v2/me", HTTP_AUTHORIZATION=header, REMOTE_ADDR=address))
    return KeyAuthentication().authenticate(request)


def basic(username: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{username}:{secret}".encode()).decode()


def test_a_key_signs_in_as_bearer_and_as_password(alice: User) -> None:
    key, secret = key_for(alice)
    assert ask(f"Bearer {secret}") == (alice, key)
    assert ask(f"bearer {secret}") == (alice, key)
    assert ask(basic(alice.username, secret)) == (alice, key)


def test_only_a_hash_is_kept(alice: User) -> None:
    key, secret = key_for(alice)
    assert key.digest == digest(secret)
    assert len(bytes.fromhex(secret)) == 32


@pytest.mark.parametrize("header", ["", "Digest abc", "Token abc"])
def test_without_a_key_nobody_is_signed_in(header: str) -> None:
    assert ask(header) is None


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer x", "Bearer \x00", "Basic", "Basic !!!", "Basic Og==", basic("alice", "x")]
)
def test_a_wrong_key_is_refused(alice: User, header: str) -> None:
    key_for(alice)
    with pytest.raises(AuthenticationFailed, match="not known here"):
        ask(header)


def test_a_key_does_not_open_under_another_name(alice: User) -> None:
    _, secret = key_for(alice)
    for name in (make_user("Bob").username, ""):
        with pytest.raises(AuthenticationFailed):
            ask(basic(name, secret))


def test_revoked_expired_and_closed_are_refused_with_the_reason(alice: User, today: time_machine.Traveller) -> None:
    key, secret = key_for(alice)
    alice.is_active = False
    alice.save()
    with pytest.raises(AuthenticationFailed, match="This account is closed"):
        ask(f"Bearer {secret}")
    alice.is_active = True
    alice.save()
    today.move_to(NOW + timedelta(days=180))
    with pytest.raises(AuthenticationFailed, match="has expired"):
        ask(f"Bearer {secret}")
    revoke_key(key=key, by=By(alice))
    with pytest.raises(AuthenticationFailed, match="was revoked"):
        ask(f"Bearer {secret}")


def test_a_teachers_key_waits_for_the_second_factor(alice: User, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    enrol(alice, make_course(), "assistant")
    _, secret = key_for(alice)
    with pytest.raises(AuthenticationFailed, match="needs a second factor"):
        ask(f"Bearer {secret}")


def test_use_is_noted_at_most_once_a_minute(
    alice: User, today: time_machine.Traveller, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    key, secret = key_for(alice)
    ask(f"Bearer {secret}")
    today.shift(59)
    with django_assert_num_queries(1):
        ask(f"Bearer {secret}")
    assert ApiKey.objects.get().last_used_at == NOW
    today.shift(1)
    ask(f"Bearer {secret}")
    assert ApiKey.objects.get().last_used_at == NOW + timedelta(minutes=1)
    key_used(key=key, now=NOW + timedelta(minutes=1, seconds=30))
    assert ApiKey.objects.get().last_used_at == NOW + timedelta(minutes=1)


def test_wrong_keys_are_counted_for_an_address_and_right_ones_are_not(alice: User) -> None:
    _, secret = key_for(alice)
    for _ in range(60):
        with pytest.raises(AuthenticationFailed):
            ask("Bearer wrong")
    with pytest.raises(Throttled) as refusal:
        ask("Bearer wrong")
    assert "300 seconds" in str(refusal.value.detail)
    assert ask(f"Bearer {secret}")
    with pytest.raises(AuthenticationFailed):
        ask("Bearer wrong", address="10.0.0.2")


@pytest.mark.parametrize(
    ("scopes", "wanted", "may"),
    [
        (("read",), "read", True),
        (("read",), "submit", False),
        (("submit",), "read", False),
        (("submit",), "submit", True),
    ],
)
def test_a_key_does_what_it_was_made_for(alice: User, scopes: tuple[str, ...], wanted: str, may: bool) -> None:
    key, _ = key_for(alice, scopes)
    request = Request(APIRequestFactory().get("/"))
    request.user, request.auth = alice, key
    view = type("View", (), {"scope": wanted})()
    assert HasScope().has_permission(request, view) is may


def test_a_session_opens_no_endpoint(alice: User) -> None:
    client = Client()
    client.force_login(alice)
    assert client.get("/api/v2/me").status_code == 401
