import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from competition.api.authentication import key_of
from competition.models.keys import ApiKey
from competition.models.log import LogEntry
from competition.models.people import User
from tests.competition.people import sign_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def apikey(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("apikey", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("field", ["email", "username"])
def test_the_last_line_is_username_and_key(field: str) -> None:
    alice = make_user("Alice")
    username, secret = apikey(getattr(alice, field).upper())[-1].split(" ")
    assert username == alice.username
    assert key_of(secret) == ApiKey.objects.get(user=alice)


def test_scopes_and_days_are_chosen() -> None:
    alice = make_user("Alice")
    apikey(alice.email, "--scopes", "read", "--days", "1", "--name", "robot")
    key = ApiKey.objects.get()
    assert key.expires_at
    assert (key.scopes, key.name) == (["read"], "robot")
    assert round((key.expires_at - key.created_at) / timedelta(days=1)) == 1
    assert LogEntry.objects.get().actor_name == "command line"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nobody@example.org"], "Nobody here has"),
        (["alice@example.org", "--days", "0"], "--days must be 1 or more"),
        (["bob@example.org"], "is closed"),
    ],
)
def test_what_can_not_be_done_is_said(arguments: list[str], words: str) -> None:
    make_user("Alice")
    make_user("Bob", is_active=False)
    with pytest.raises(CommandError, match=words):
        apikey(*arguments)


def test_the_first_superuser_signs_in_before_mail_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "correct horse battery")
    call_command("createsuperuser", "--noinput", "--email", "Ruth@Example.org", stdout=io.StringIO())
    ruth = User.objects.get()
    assert (ruth.email, ruth.is_superuser, bool(ruth.alias), bool(ruth.username)) == (
        "ruth@example.org",
        True,
        True,
        True,
    )
    assert LogEntry.objects.values_list("action", "subject").get() == ("superuser made", ruth.username)
    client = Client()
    assert sign_in(client, ruth) == 302
    assert client.get("/admin/").status_code == 200
