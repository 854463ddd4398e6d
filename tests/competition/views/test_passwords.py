import re

import pytest
import time_machine
from django.test import Client

from competition.models.running import OutgoingMail
from tests.competition.people import from_the_roster, link_in, mail_to, member, path_of, sign_in, signed_in
from tests.factories import NOW, PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]
RESET = "/account/password/reset/"
NEW = "seven green bottles"
STRANGER = "zelda@example.org"
POISON = [
    *(
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "localhost@evil.example",
        "evil.example#localhost",
    ),
    *("localhost,evil.example", "[::1]", "LOCALHOST", "127.0.0.1:1", "localhost:99"),
]


def new_password_by(link: str, client: Client, password: str = NEW) -> int:
    page = client.get(path_of(link), follow=True)
    where = page.redirect_chain[-1][0] if page.redirect_chain else path_of(link)
    return client.post(where, {"password1": password, "password2": password}).status_code


def test_a_forgotten_password_is_replaced_through_a_link() -> None:
    alice, client = member("Alice"), Client()
    client.post(RESET, {"email": alice.email})
    assert new_password_by(link_in(mail_to(alice.email)), client) == 302
    assert (sign_in(Client(), alice), sign_in(Client(), alice, NEW)) == (200, 302)


def test_the_link_works_once() -> None:
    alice = member("Alice")
    Client().post(RESET, {"email": alice.email})
    link = link_in(mail_to(alice.email))
    new_password_by(link, Client())
    again = Client().get(path_of(link), follow=True)
    assert "This link no longer works" in again.content.decode()
    assert sign_in(Client(), alice, NEW) == 302


@pytest.mark.parametrize(("minutes", "works"), [(59, True), (61, False)])
def test_the_link_works_for_an_hour(minutes: int, works: bool) -> None:
    alice = member("Alice")
    with time_machine.travel(NOW) as clock:
        Client().post(RESET, {"email": alice.email})
        clock.shift(minutes * 60)
        page = Client().get(path_of(link_in(mail_to(alice.email))), follow=True).content.decode()
    assert ("Choose a new password</h1>" in page) is works


def test_an_unknown_address_is_answered_in_the_same_words() -> None:
    alice = member("Alice")
    with time_machine.travel(NOW, tick=False):
        known, unknown = (ask(email) for email in (alice.email, STRANGER))
    assert known == unknown
    assert mail_to(STRANGER).subject == "No account with this address"


def ask(email: str) -> list[str]:
    client = Client()
    answers = [client.post(RESET, {"email": email}), client.get("/account/password/reset/done/")]
    texts = [re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"', "", a.content.decode()) for a in answers]
    return [f"{a.status_code} {sorted(a.headers.items())} {text}" for a, text in zip(answers, texts, strict=True)]


@pytest.mark.parametrize("host", POISON)
def test_no_host_of_the_sender_gets_into_a_link(host: str) -> None:
    alice = member("Alice")
    said = {"host": host, "x-forwarded-host": "evil.example", "x-forwarded-server": "evil.example"}
    answer = Client().post(RESET, {"email": alice.email}, headers=said)
    sent = OutgoingMail.objects.all()
    if answer.status_code == 400:
        assert not sent
    else:
        assert [link_in(mail).split("/account")[0] for mail in sent] == ["http://localhost:8000"]


def test_only_so_many_links_go_to_one_inbox() -> None:
    alice = member("Alice")
    statuses = [Client().post(RESET, {"email": alice.email}).status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]


def test_a_changed_password_ends_every_other_session() -> None:
    alice = member("Alice")
    others = [signed_in(alice) for _ in range(20)]
    client = signed_in(alice)
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post("/account/password/change/", fields)["Location"] == "/account/"
    assert {other.get("/account/").status_code for other in others} == {302}
    assert client.get("/account/").status_code == 200
    assert mail_to(alice.email).subject == "Your password was changed"


def test_a_link_ends_every_session() -> None:
    alice = member("Alice")
    other = signed_in(alice)
    Client().post(RESET, {"email": alice.email})
    new_password_by(link_in(mail_to(alice.email)), Client())
    assert other.get("/account/").status_code == 302


def test_the_old_password_can_not_be_guessed_at_leisure() -> None:
    client = signed_in(member("Alice"))
    fields = {"oldpassword": "a guess", "password1": NEW, "password2": NEW}
    statuses = [client.post("/account/password/change/", fields).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def test_somebody_without_a_password_chooses_one() -> None:
    bob = from_the_roster("Bob")
    client = Client()
    client.force_login(bob)
    assert client.get("/account/password/change/")["Location"] == "/account/password/set/"
    assert client.post("/account/password/set/", {"password1": NEW, "password2": NEW}).status_code == 302
    bob.refresh_from_db()
    assert bob.check_password(NEW)


@pytest.mark.parametrize("weak", ["short", "alice@example.org", "password123", "1234567890"])
def test_a_weak_password_is_refused(weak: str) -> None:
    client = signed_in(member("Alice"))
    fields = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    assert client.post("/account/password/change/", fields).status_code == 200
