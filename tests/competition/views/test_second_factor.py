import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from competition.models.courses import Role
from competition.models.people import User
from competition.queries.second_factor import lacks_second_factor
from competition.rules import limits
from tests.competition.people import LOGIN, mail_to, member, sign_in, sign_in_by_code, signed_in
from tests.factories import PASSWORD, enrol, make_course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]
SECOND = "/account/login/second-factor/"


@pytest.fixture
def forced(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def code_now(secret: str, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def with_app(user: User) -> str:
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def confirm_password(client: Client, then: str) -> None:
    client.post(f"/account/reauthenticate/?next={then}", {"password": PASSWORD})


def instructor() -> User:
    ingrid = member("Ingrid")
    enrol(ingrid, make_course(), Role.INSTRUCTOR)
    return ingrid


def test_an_app_is_set_up_and_then_asked_for(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    alice = member("Alice")
    client = signed_in(alice)
    confirm_password(client, "/account/2fa/app/activate/")
    page = client.get("/account/2fa/app/activate/").content.decode()
    secret = re.findall(r"<code[^>]*>([A-Z2-7]{32})</code>", page)[0]
    assert "<svg" in page
    assert "data:image" not in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/account/2fa/app/activate/", {"code": code_now(secret)})
    assert answer["Location"] == "/account/2fa/recovery-codes/"
    assert mail_to(alice.email).subject == "Second factor turned on"

    later = Client()
    assert later.post(LOGIN, {"login": alice.email, "password": PASSWORD})["Location"] == SECOND
    assert later.get("/account/").status_code == 302
    assert later.get(SECOND).status_code == 200
    assert later.post(SECOND, {"code": code_now(secret, steps=1)})["Location"] == "/"
    assert later.get("/account/").status_code == 200


def test_the_secret_is_not_in_the_table() -> None:
    alice = member("Alice")
    secret = with_app(alice)
    stored = Authenticator.objects.get(user=alice)
    assert secret not in str(stored.data)
    assert stored.wrap().validate_code(code_now(secret)) is True


def test_a_new_secret_key_of_the_site_closes_the_factor_and_breaks_nothing(settings: Settings) -> None:
    alice = member("Alice")
    secret = with_app(alice)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another secret key of this site, as long as the first one was"
    client = Client()
    sign_in(client, alice)
    assert client.post(SECOND, {"code": code_now(secret)}).status_code == 200
    settings.SECRET_KEY_FALLBACKS = [old]
    assert client.post(SECOND, {"code": code_now(secret)}).status_code == 302


def test_a_code_works_once() -> None:
    alice = member("Alice")
    code = code_now(with_app(alice))
    answers = []
    for _ in range(2):
        client = Client()
        sign_in(client, alice)
        answers.append(client.post(SECOND, {"code": code}).status_code)
    assert answers == [302, 200]


def test_a_recovery_code_stands_in_once() -> None:
    alice = member("Alice")
    client = signed_in(alice)
    with_app(alice)
    confirm_password(client, "/account/2fa/recovery-codes/generate/")
    client.post("/account/2fa/recovery-codes/generate/")
    text = client.get("/account/2fa/recovery-codes/download/").content.decode()
    code = text.splitlines()[2]
    answers = []
    for _ in range(2):
        later = Client()
        sign_in(later, alice)
        answers.append(later.post(SECOND, {"code": code}).status_code)
    assert answers == [302, 200]


def test_six_digits_can_not_be_guessed_from_many_windows() -> None:
    alice = member("Alice")
    with_app(alice)
    statuses = []
    for _ in range(6):
        client = Client()
        sign_in(client, alice)
        statuses.append(client.post(SECOND, {"code": "abcdef"}).status_code)
    assert statuses == [200] * 5 + [429]


def test_a_mailed_code_does_not_replace_the_second_factor() -> None:
    alice = member("Alice")
    with_app(alice)
    client = sign_in_by_code(alice)
    assert client.get("/account/").status_code == 302


def test_turning_the_app_off_needs_the_password_again() -> None:
    alice = member("Alice")
    client = signed_in(alice)
    with_app(alice)
    assert client.post("/account/2fa/app/deactivate/")["Location"].startswith("/account/reauthenticate/")
    confirm_password(client, "/account/2fa/app/deactivate/")
    client.post("/account/2fa/app/deactivate/")
    assert not Authenticator.objects.filter(user=alice).exists()


@pytest.mark.usefixtures("forced")
@pytest.mark.parametrize("path", ["/", "/account/", "/account/keys/", "/account/password/change/"])
def test_an_instructor_without_one_is_led_to_its_page(path: str) -> None:
    answer = signed_in(instructor()).get(path)
    assert (answer.status_code, answer.get("Location")) == (302, "/account/2fa/")


@pytest.mark.usefixtures("forced")
def test_an_instructor_sets_one_up_and_goes_on() -> None:
    client = signed_in(instructor())
    assert "Set one up to go on" in client.get("/account/2fa/").content.decode()
    confirm_password(client, "/account/2fa/app/activate/")
    page = client.get("/account/2fa/app/activate/").content.decode()
    secret = re.findall(r"<code[^>]*>([A-Z2-7]{32})</code>", page)[0]
    codes = client.post("/account/2fa/app/activate/", {"code": code_now(secret)})["Location"]
    assert client.get(codes).status_code == 200
    assert client.get("/account/").status_code == 200


@pytest.mark.usefixtures("forced")
def test_signing_out_stays_open() -> None:
    assert signed_in(instructor()).post("/account/logout/")["Location"] == "/account/login/"


@pytest.mark.usefixtures("forced")
def test_students_are_asked_for_nothing() -> None:
    alice = member("Alice")
    enrol(alice, make_course())
    assert signed_in(alice).get("/account/").status_code == 200


def test_the_demo_asks_nobody() -> None:
    assert signed_in(instructor()).get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("role", "active", "lacks"),
    [("student", True, False), ("assistant", True, True), ("instructor", True, True), ("instructor", False, False)],
)
def test_who_must_have_one(role: str, active: bool, lacks: bool) -> None:
    tariq = member("Tariq")
    enrol(tariq, make_course(), role, active=active)
    assert lacks_second_factor(tariq) is lacks


def test_a_superuser_must_have_one_and_recovery_codes_alone_are_none() -> None:
    ruth = member("Ruth", is_superuser=True)
    assert lacks_second_factor(ruth) is True
    Authenticator.objects.create(user=ruth, type="recovery_codes", data={})
    assert lacks_second_factor(ruth) is True
    with_app(ruth)
    assert lacks_second_factor(ruth) is False


def test_it_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ingrid = instructor()
    with django_assert_num_queries(1):
        lacks_second_factor(ingrid)


def test_passkeys_are_offered_under_the_public_name() -> None:
    client = signed_in(member("Alice"))
    confirm_password(client, "/account/2fa/passkeys/add/")
    page = client.get("/account/2fa/passkeys/add/", HTTP_HOST="127.0.0.1").content.decode()
    assert '"rp": {"name": "Holdout", "id": "localhost"}' in page
    options = Client().get("/account/login/passkey/", headers={"accept": "application/json"}, HTTP_HOST="127.0.0.1")
    assert options.json()["request_options"]["publicKey"]["rpId"] == "localhost"


def test_strangers_do_not_fill_the_sessions_with_challenges() -> None:
    def ask(client: Client) -> int:
        return client.get("/account/login/passkey/", headers={"accept": "application/json"}).status_code

    again = Client()
    assert [ask(again) for _ in range(3)] == [200] * 3
    made_up = Client()
    made_up.cookies["sessionid"] = "a" * 32
    assert ask(made_up) == 200
    statuses = [ask(Client()) for _ in range(limits.A_CLASS - 1)]
    assert (statuses[:-1], statuses[-1]) == ([200] * (limits.A_CLASS - 2), 429)
    assert Session.objects.count() == limits.A_CLASS
    assert ask(again) == 200
