from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from competition.config.campus import NAMES, campus_app, campus_sign_in
from competition.models.people import User
from tests.competition.config.university import University, university
from tests.competition.people import from_the_roster, member, sign_in, signed_in
from tests.factories import PASSWORD, make_user

SET = dict(zip(NAMES, ("https://login.uni.example/", "holdout", "secret"), strict=True))


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in (*NAMES, "HOLDOUT_OIDC_NAME"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_nothing_set_is_nothing_offered(environment: pytest.MonkeyPatch) -> None:
    assert campus_sign_in() == {}


def test_all_three_set_is_one_university(environment: pytest.MonkeyPatch) -> None:
    for name, value in SET.items():
        environment.setenv(name, value)
    environment.setenv("HOLDOUT_OIDC_NAME", "Uni Example")
    app = campus_app("https://login.uni.example", "holdout", "secret", "Uni Example")
    assert campus_sign_in() == {"openid_connect": {"APPS": [app]}}


@pytest.mark.parametrize("missing", NAMES)
def test_half_set_stops_the_start_and_names_what_is_missing(environment: pytest.MonkeyPatch, missing: str) -> None:
    for name in set(NAMES) - {missing}:
        environment.setenv(name, SET[name])
    with pytest.raises(ImproperlyConfigured, match=f"^{missing} not set"):
        campus_sign_in()


def test_without_tls_no_university(environment: pytest.MonkeyPatch) -> None:
    for name, value in (SET | {NAMES[0]: "http://login.uni.example"}).items():
        environment.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match="must start with https://"):
        campus_sign_in()


def test_without_a_university_its_pages_are_not_there() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("openid_connect_login", args=["campus"])


@pytest.fixture
def uni(settings: Settings, db: None) -> Iterator[University]:
    with university() as server:
        app = campus_app(server.address, "holdout", "secret", "Uni Example")
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        settings.ROOT_URLCONF = "tests.competition.config.campus_urls"
        yield server


def arrive(uni: University, client: Client | None = None, process: str = "login", **claims: object) -> Client:
    """Through the university's door, as the person it says."""
    client = client or Client()
    uni.person = {"sub": "s-1"} | claims
    start = client.get(f"/account/oidc/campus/login/?process={process}")
    query = parse_qs(urlsplit(start["Location"]).query)
    assert query["redirect_uri"] == ["http://testserver/account/oidc/campus/login/callback/"]
    client.get(f"/account/oidc/campus/login/callback/?code=1&state={query['state'][0]}")
    return client


def inside(client: Client) -> str | None:
    answer = client.get("/account/data/")
    return answer.json()["account"]["email"] if answer.status_code == 200 else None


def test_it_opens_the_account_with_the_same_verified_address(uni: University) -> None:
    alice = member("Alice")
    assert inside(arrive(uni, email="Alice@example.org", email_verified=True)) == alice.email
    kept = SocialAccount.objects.get()
    assert (kept.user, kept.uid, kept.extra_data) == (alice, "s-1", {})


def test_it_is_offered_on_the_sign_in_page(uni: University) -> None:
    assert "Sign in through Uni Example" in Client().get("/account/login/").content.decode()


@pytest.mark.parametrize("claim", [False, None, "false", "true", 0])
def test_an_address_that_the_university_does_not_vouch_for_opens_nothing(uni: University, claim: object) -> None:
    member("Alice")
    assert inside(arrive(uni, email="alice@example.org", email_verified=claim)) is None
    assert not SocialAccount.objects.exists()


def test_an_account_with_a_password_and_an_unverified_address_stays_closed(uni: University) -> None:
    alice = make_user("Alice")
    assert inside(arrive(uni, email=alice.email, email_verified=True)) is None
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_an_account_from_a_roster_is_entered_the_first_time(uni: University) -> None:
    bob = from_the_roster("Bob")
    assert inside(arrive(uni, email=bob.email, email_verified=True)) == bob.email
    assert EmailAddress.objects.get(user=bob).verified is True


def test_a_stranger_gets_no_account(uni: University) -> None:
    assert inside(arrive(uni, email="eve@example.org", email_verified=True)) is None
    assert not User.objects.exists()


def test_it_attaches_to_nobody_who_is_signed_in_already(uni: University) -> None:
    alice = member("Alice")
    client = arrive(uni, signed_in(alice), process="connect", email="eve@example.org", email_verified=True)
    assert inside(client) == alice.email
    assert not SocialAccount.objects.exists()


def test_once_attached_the_subject_decides_and_not_the_address(uni: University) -> None:
    alice, bob = member("Alice"), member("Bob")
    arrive(uni, email=alice.email, email_verified=True)
    assert inside(arrive(uni, email=bob.email, email_verified=True)) == alice.email


def test_a_closed_account_stays_closed(uni: University) -> None:
    alice = member("Alice", is_active=False)
    assert inside(arrive(uni, email=alice.email, email_verified=True)) is None
    assert sign_in(Client(), alice) == 302


def test_who_turns_back_is_told_that_nothing_happened(uni: University) -> None:
    client = Client()
    start = client.get("/account/oidc/campus/login/?process=login")
    state = parse_qs(urlsplit(start["Location"]).query)["state"][0]
    answer = client.get(f"/account/oidc/campus/login/callback/?error=access_denied&state={state}", follow=True)
    assert "Nothing has changed." in answer.content.decode()


def test_no_other_university_can_be_named(uni: University) -> None:
    assert Client().get("/account/oidc/elsewhere/login/").status_code == 404
