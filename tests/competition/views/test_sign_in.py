import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from pytest_django import Settings

from competition.models.running import OutgoingMail
from tests.competition.people import (
    LOGIN,
    code_in,
    from_the_roster,
    mail_to,
    member,
    sign_in,
    sign_in_by_code,
    signed_in,
)
from tests.factories import NOW, PASSWORD, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]
STRANGER = "zelda@example.org"  # as long as Alice's address, so that every header can be compared
CODE, CONFIRM = "/account/login/code/", "/account/login/code/confirm/"


def test_alice_signs_in_with_her_password() -> None:
    assert signed_in(member("Alice")).get("/account/").status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_words() -> None:
    alice = member("Alice")
    answers = [
        Client().post(LOGIN, {"login": email, "password": "not this one"}).content.decode()
        for email in (alice.email, STRANGER)
    ]
    known, unknown = (without_tokens(text.replace(alice.email, STRANGER)) for text in answers)
    assert known == unknown
    assert known.count("don’t match") + known.count("don&#x27;t match") == 1


def test_a_closed_account_is_told_so_only_with_its_password() -> None:
    alice = member("Alice", is_active=False)
    client = Client()
    assert sign_in(client, alice, "not this one") == 200
    answer = client.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/account/inactive/")
    assert client.get("/account/").status_code == 302


def test_the_session_changes_its_name_at_sign_in() -> None:
    alice, client = member("Alice"), Client()
    client.get("/account/signup/")
    client.session.save()
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    assert sign_in(client, alice) == 302
    assert client.cookies["sessionid"].value != session.session_key


@pytest.mark.parametrize("secure", [True, False])
def test_cookies_are_for_the_server_alone(settings: Settings, secure: bool) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = secure
    cookies = signed_in(member("Alice")).cookies
    assert {name: (bool(c["httponly"]), c["samesite"], bool(c["secure"])) for name, c in cookies.items()} == {
        "sessionid": (True, "Lax", secure),
        "csrftoken": (True, "Lax", secure),
    }


def test_sign_out_ends_the_session() -> None:
    client = signed_in(member("Alice"))
    old = client.cookies["sessionid"].value
    client.post("/account/logout/")
    thief = Client()
    thief.cookies["sessionid"] = old
    assert thief.get("/account/")["Location"] == "/account/login/?next=/account/"


def test_somebody_from_the_roster_signs_in_with_a_code_and_is_verified_by_it() -> None:
    bob = from_the_roster("Bob")
    client = sign_in_by_code(bob)
    assert client.get("/account/").status_code == 200
    assert EmailAddress.objects.get(user=bob).verified is True


def test_a_password_alone_does_not_open_an_unverified_account() -> None:
    alice, client = make_user("Alice"), Client()
    answer = client.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    assert answer["Location"] == "/account/confirm-email/"
    assert client.get("/account/").status_code == 302
    client.post("/account/confirm-email/", {"code": code_in(mail_to(alice.email))})
    assert client.get("/account/").status_code == 200


def test_a_code_works_once_and_three_wrong_ones_end_it() -> None:
    alice, client = member("Alice"), Client()
    client.post(CODE, {"email": alice.email})
    code = code_in(mail_to(alice.email))
    statuses = [client.post(CONFIRM, {"code": "BBBB-BBBB"}).status_code for _ in range(3)]
    assert statuses == [200, 200, 302]
    client.post(CONFIRM, {"code": code})
    assert client.get("/account/").status_code == 302


def test_a_code_is_of_no_use_in_another_browser_nor_after_a_quarter_of_an_hour() -> None:
    alice, client, other = member("Alice"), Client(), Client()
    with time_machine.travel(NOW) as clock:
        client.post(CODE, {"email": alice.email})
        code = code_in(mail_to(alice.email))
        other.post(CODE, {"email": alice.email})
        other.post(CONFIRM, {"code": code})
        assert other.get("/account/").status_code == 302
        clock.shift(timedelta(minutes=15, seconds=1))
        assert client.post(CONFIRM, {"code": code})["Location"] == CODE
    assert client.get("/account/").status_code == 302


def test_asking_for_a_code_tells_nobody_who_has_an_account() -> None:
    alice = member("Alice")
    with time_machine.travel(NOW, tick=False):
        known, unknown = (ask_for_a_code(email) for email in (alice.email, STRANGER))
    assert [text.replace(alice.email, STRANGER) for text in known] == unknown
    assert mail_to(STRANGER).subject == "No account with this address"
    assert OutgoingMail.objects.filter(to=STRANGER).count() == 1


def ask_for_a_code(email: str) -> list[str]:
    client = Client()
    answers = [client.post(CODE, {"email": email}), client.get(CONFIRM), client.post(CONFIRM, {"code": "BBBB-BBBB"})]
    answers += [client.post(CONFIRM, {"action": "resend"}), client.get(CONFIRM)]
    return [f"{a.status_code} {sorted(a.headers.items())} {without_tokens(a.content.decode())}" for a in answers]


def without_tokens(text: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"', "", text)


def test_a_code_with_no_account_behind_it_never_fits() -> None:
    client = Client()
    client.post(CODE, {"email": STRANGER})
    assert client.post(CONFIRM, {"code": ""}).status_code == 200
    assert client.get("/account/").status_code == 302


def test_only_so_many_codes_go_to_one_inbox() -> None:
    alice = member("Alice")
    statuses = [Client().post(CODE, {"email": alice.email}).status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]
    assert OutgoingMail.objects.filter(to=alice.email).count() == 5


def test_next_leads_only_to_pages_of_ours() -> None:
    alice = member("Alice")
    ours = Client().post(LOGIN + "?next=/account/keys/", {"login": alice.email, "password": PASSWORD})
    assert ours["Location"] == "/account/keys/"
    for elsewhere in ("https://evil.example/", "//evil.example/", "http://localhost/", "http://127.0.0.1/x"):
        theirs = Client().post(f"{LOGIN}?next={elsewhere}", {"login": alice.email, "password": PASSWORD})
        assert theirs["Location"] == "/"


def test_no_sign_up_without_an_invitation() -> None:
    page = Client().get("/account/signup/")
    assert "Accounts come from courses" in page.content.decode()
    Client().post("/account/signup/", {"name": "Eve", "email": "eve@example.org", "password1": PASSWORD})
    assert not EmailAddress.objects.filter(email="eve@example.org").exists()


@pytest.mark.django_db
def test_a_refused_sign_in_does_not_speak_of_saving(client: Client) -> None:
    answer = client.post("/account/login/", {"login": "alice@example.org", "password": "not hers, surely"})
    assert "That did not work. Please look at this:" in answer.content.decode()
