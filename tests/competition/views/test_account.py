import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from competition.actions.accounts import AliasTakenError, change_profile
from competition.models.keys import ApiKey
from competition.models.log import LogEntry
from competition.models.people import User
from tests.competition.people import code_in, mail_to, member, signed_in
from tests.factories import NOW, PASSWORD, accept_rules, enrol, make_competition, make_course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]
PROFILE = {"alias": "Quiet Owl 12", "name": "Alice Adams", "time_zone": "Europe/Berlin"}


def test_alice_changes_her_alias_name_and_zone() -> None:
    alice = member("Alice")
    assert signed_in(alice).post("/account/", PROFILE)["Location"] == "/account/"
    alice.refresh_from_db()
    assert (alice.alias, alice.name, alice.time_zone) == ("Quiet Owl 12", "Alice Adams", "Europe/Berlin")


def test_her_username_stays() -> None:
    alice = member("Alice")
    before = alice.username
    signed_in(alice).post("/account/", PROFILE)
    alice.refresh_from_db()
    assert alice.username == before


@pytest.mark.parametrize(
    ("alias", "reason"),
    [
        ("QUIET owl 12", "Somebody has this name already."),
        ("Alice the Great", "your real name"),
        ("x", "3 to 40 characters"),
        ("Owl <b>", "Use letters, digits"),
        ("", "This field is required."),
    ],
)
def test_an_alias_is_refused_with_a_reason(alias: str, reason: str) -> None:
    member("Bob", alias="Quiet Owl 12")
    alice = member("Alice")
    before = alice.alias
    answer = signed_in(alice).post("/account/", PROFILE | {"alias": alias})
    assert (answer.status_code, reason in answer.content.decode()) == (422, True)
    assert User.objects.get(pk=alice.pk).alias == before


def test_an_alias_taken_meanwhile_is_refused_by_the_database() -> None:
    member("Bob", alias="Quiet Owl 12")
    with pytest.raises(AliasTakenError):
        change_profile(user=member("Alice"), alias="quiet owl 12", name="", time_zone="")


def test_zones_are_listed_with_their_offsets_of_today() -> None:
    client = signed_in(member("Alice"))
    with time_machine.travel("2026-07-01T12:00:00Z"):
        summer = signed_in(member("Bob")).get("/account/").content.decode()
    assert "Europe/Berlin (UTC+02:00)" in summer
    assert client.post("/account/", PROFILE | {"time_zone": "Mars/Base"}).status_code == 422


def test_a_new_address_counts_once_its_code_is_typed() -> None:
    alice, client = member("Alice"), signed_in(member("Bob"))
    client = signed_in(alice)
    client.post("/account/reauthenticate/?next=/account/email/", {"password": PASSWORD})
    client.post("/account/email/", {"email": "new@example.org", "action_add": "yes"})
    assert User.objects.get(pk=alice.pk).email == "alice@example.org"
    client.post("/account/confirm-email/", {"code": code_in(mail_to("new@example.org"))})
    assert User.objects.get(pk=alice.pk).email == "new@example.org"
    assert mail_to("alice@example.org").subject == "Your e-mail address was changed"


def test_somebody_elses_address_is_not_taken_nor_given_away() -> None:
    alice, bob = member("Alice"), member("Bob")
    client = signed_in(alice)
    client.post("/account/reauthenticate/?next=/account/email/", {"password": PASSWORD})
    answer = client.post("/account/email/", {"email": bob.email, "action_add": "yes"})
    assert answer["Location"] == "/account/confirm-email/"
    client.post("/account/confirm-email/", {"code": code_in(mail_to(bob.email))})
    assert User.objects.get(pk=alice.pk).email == "alice@example.org"


def test_sign_out_everywhere_else() -> None:
    alice = member("Alice")
    others, client = [signed_in(alice) for _ in range(3)], signed_in(alice)
    assert client.get("/account/sessions/").content.decode().count("<tr>") == 5
    client.post("/account/sessions/")
    assert {other.get("/account/").status_code for other in others} == {302}
    assert client.get("/account/").status_code == 200


def test_alice_takes_home_what_we_hold_about_her_and_only_that() -> None:
    alice, bob, ingrid = member("Alice"), member("Bob"), member("Ingrid")
    course = make_course()
    enrol(ingrid, course, "instructor")
    enrol(alice, course, section="A1")
    enrol(bob, course)
    competition = make_competition(course)
    accept_rules(alice, competition)
    accept_rules(bob, competition)
    client = signed_in(alice)
    client.post("/account/keys/", {"name": "my laptop", "scopes": ["read"], "days": "30"})
    answer = client.get("/account/data/")
    data = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert (data["account"]["email"], data["account"]["name"]) == ("alice@example.org", "Alice")
    assert [(row["course_code"], row["section"], row["roster_id"]) for row in data["courses"]] == [
        ("CS 501", "A1", f"roster-{alice.pk}")
    ]
    assert [row["rules_competition_slug"] for row in data["rules_accepted"]] == ["wines"]
    assert [row["name"] for row in data["api_keys"]] == ["my laptop"]
    assert len(data["sessions"]) == 1
    assert [row["action"] for row in data["what_the_audit_log_says_you_did"]] == ["key made"]
    text = answer.content.decode()
    assert not [
        secret
        for secret in (bob.email, bob.alias, f"roster-{bob.pk}", ApiKey.objects.get().digest, alice.password)
        if secret in text
    ]


def test_a_key_is_shown_once_with_how_to_use_it() -> None:
    alice = member("Alice")
    client = signed_in(alice)
    with time_machine.travel(NOW, tick=False):
        client = signed_in(alice)
        made = client.post("/account/keys/", {"name": "my laptop", "scopes": ["read", "submit"], "days": "180"})
    key = ApiKey.objects.get()
    secret = made.content.decode().split('<code id="key" tabindex="0">')[1].split("<")[0]
    assert len(secret) == 64
    assert f"Authorization: Bearer {secret}" in made.content.decode().replace("&#x27;", "'")
    assert secret not in client.get("/account/keys/").content.decode()
    assert secret not in json.dumps(list(ApiKey.objects.values()), default=str)
    assert (key.scopes, key.expires_at) == (["read", "submit"], NOW + timedelta(days=180))
    assert made["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert mail_to(alice.email).subject == "A new API key for your account"


def test_a_key_needs_a_purpose() -> None:
    client = signed_in(member("Alice"))
    assert client.post("/account/keys/", {"name": "x", "scopes": ["everything"], "days": "9999"}).status_code == 422
    assert client.post("/account/keys/", {"name": "x", "days": "30"}).status_code == 422
    assert not ApiKey.objects.exists()


def test_nobody_fills_the_log_with_keys() -> None:
    client = signed_in(member("Alice"))
    wanted = {"name": "my laptop", "scopes": ["read"], "days": "30"}
    assert [client.post("/account/keys/", wanted).status_code for _ in range(21)] == [200] * 20 + [429]
    assert (ApiKey.objects.count(), LogEntry.objects.count()) == (20, 20)


def test_revoking_asks_first_and_leaves_a_line() -> None:
    alice = member("Alice")
    client = signed_in(alice)
    client.post("/account/keys/", {"name": "my laptop", "scopes": ["read"], "days": "30"})
    page = f"/account/keys/{ApiKey.objects.get().pk}/revoke/"
    assert "Revoke “my laptop”?" in client.get(page).content.decode()
    assert ApiKey.objects.get().revoked_at is None
    client.post(page)
    assert ApiKey.objects.get().revoked_at is not None
    assert [line.action for line in LogEntry.objects.order_by("pk")] == ["key made", "key revoked"]
    assert client.get(page).status_code == 404


def test_bobs_key_is_not_alices_to_revoke() -> None:
    bob = signed_in(member("Bob"))
    bob.post("/account/keys/", {"name": "my laptop", "scopes": ["read"], "days": "30"})
    alice, pk = signed_in(member("Alice")), ApiKey.objects.get().pk
    foreign, missing = alice.post(f"/account/keys/{pk}/revoke/"), alice.post("/account/keys/99999/revoke/")
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert ApiKey.objects.get().revoked_at is None


def test_none_of_it_is_for_strangers() -> None:
    for path in ("/account/", "/account/data/", "/account/keys/", "/account/sessions/", "/account/2fa/"):
        assert Client().get(path)["Location"] == f"/account/login/?next={path}"
