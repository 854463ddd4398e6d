import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from competition.actions.invitations import create_invitation
from competition.actions.keys import make_key
from competition.actions.log import By
from competition.models.competitions import Announcement, DataFile, DateChange
from competition.models.courses import RosterImport
from competition.models.log import LogEntry
from competition.models.people import User
from competition.models.running import Allowance, Fault, Pulse
from tests.competition.people import mail_to, member, sign_in_by_code, signed_in
from tests.factories import NOW, PASSWORD, accept_rules, enrol, make_competition, make_course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]
OURS = list(apps.get_app_config("competition").get_models())


@pytest.fixture
def ruth() -> User:
    return member("Ruth", is_superuser=True)


@pytest.fixture
def everything(ruth: User) -> None:
    """One row of everything."""
    course, alice, now = make_course(), member("Alice"), timezone.now()
    enrol(ruth, course, "instructor")
    enrol(alice, course)
    competition = make_competition(course)
    accept_rules(alice, competition)
    DateChange.objects.create(competition=competition, field="closes_at", reason="Snow.", changed_by=ruth)
    Announcement.objects.create(course=course, title="Hello", author=ruth)
    DataFile.objects.create(competition=competition, name="train.csv", size=1, sha256="0" * 64)
    RosterImport.objects.create(course=course, file_name="roster.csv", created_by=ruth)
    make_key(user=alice, by=By(alice), name="laptop", scopes=["read"], expires_at=NOW)
    create_invitation(course=course, by=By(ruth), role="student", email="z@example.org", most_uses=1, expires_at=NOW)
    Pulse.objects.create(name="beat", at=now)
    Fault.objects.create(part="scoring", what="ValueError", at=now)
    Allowance.objects.create(key="password:x", window_ends_at=now)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_model_is_read_and_searched(everything: None, ruth: User, model: type[Model]) -> None:
    assert admin.site.is_registered(model)
    client = signed_in(ruth)
    row = model._default_manager.order_by("-pk").first()
    assert row, f"the fixture has no {model.__name__}"
    base = f"/admin/competition/{model._meta.model_name}/"
    assert [client.get(base + path).status_code for path in ("", "?q=a", f"{row.pk}/change/")] == [200, 200, 200]
    assert admin.site._registry[model].search_fields


FORBIDDEN = re.compile(
    r"""\sstyle=|\son[a-z]+=["']|<style|<script(?![^>]*(src=|type="application/json"))|javascript:|["(]data:"""
)


def test_its_pages_need_no_exception_from_the_content_policy(everything: None, ruth: User) -> None:
    client = signed_in(ruth)
    rows = [model._default_manager.order_by("-pk").first() for model in OURS]
    pages = [f"/admin/competition/{row._meta.model_name}/" for row in rows if row]
    pages += [f"/admin/competition/{row._meta.model_name}/{row.pk}/change/" for row in rows if row]
    answers = [client.get(page) for page in ["/admin/", *pages]]
    assert {answer["Content-Security-Policy"].count("unsafe") for answer in answers} == {0}
    assert [found[0] for answer in answers for found in FORBIDDEN.finditer(answer.content.decode())] == []


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_nothing_is_added_or_deleted_here(everything: None, ruth: User, model: type[Model]) -> None:
    client = signed_in(ruth)
    row = model._default_manager.order_by("-pk").first()
    base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    pk = row.pk if row else 1
    assert client.get(base).status_code == 200
    assert client.get(base + "add/").status_code == 403
    assert client.post(f"{base}{pk}/delete/", {"post": "yes"}).status_code in ({403} if row else {302, 403})
    chosen = {"action": "delete_selected", "_selected_action": [pk], "post": "yes"}
    client.post(base, chosen)
    assert not row or model._default_manager.filter(pk=pk).exists()


@pytest.mark.parametrize("model", [m for m in admin.site._registry if m is not User], ids=lambda model: model.__name__)
def test_nothing_but_accounts_is_changed_here(everything: None, ruth: User, model: type[Model]) -> None:
    row = model._default_manager.order_by("-pk").first()
    if row:
        path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/{row.pk}/change/"
        assert signed_in(ruth).post(path, {}).status_code == 403


def test_secrets_are_not_shown(everything: None, ruth: User) -> None:
    alice = User.objects.get(email="alice@example.org")
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    client = signed_in(ruth)
    secrets = [alice.password, alice.api_keys.get().digest, str(Authenticator.objects.get().data["secret"])]
    pages = [
        f"/admin/competition/user/{alice.pk}/change/",
        f"/admin/competition/apikey/{alice.api_keys.get().pk}/change/",
        f"/admin/mfa/authenticator/{Authenticator.objects.get().pk}/change/",
        f"/admin/competition/outgoingmail/{mail_to('z@example.org').pk}/change/",
    ]
    texts = [client.get(page).content.decode() for page in pages]
    assert not [secret for secret in [*secrets, "/join/"] for text in texts if secret in text]


def test_closing_an_account_leaves_a_line_and_ends_its_sessions(ruth: User) -> None:
    alice = member("Alice")
    client = signed_in(alice)
    page = f"/admin/competition/user/{alice.pk}/change/"
    assert signed_in(ruth).post(page, {"email": "other@example.org", "is_superuser": "on"}).status_code == 302
    alice.refresh_from_db()
    assert (alice.is_active, alice.is_superuser, alice.email) == (False, True, "alice@example.org")
    line = LogEntry.objects.get()
    assert (line.action, line.actor, line.subject) == ("account changed", ruth, alice.username)
    assert (line.before, line.after) == (
        {"may_sign_in": True, "superuser": False},
        {"may_sign_in": False, "superuser": True},
    )
    assert client.get("/account/").status_code == 302


def test_nobody_demotes_himself_by_a_slip(ruth: User) -> None:
    assert signed_in(ruth).post(f"/admin/competition/user/{ruth.pk}/change/", {}).status_code == 403


def test_a_lost_second_factor_is_removed_and_that_is_logged(ruth: User) -> None:
    alice = member("Alice")
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    chosen = {"action": "remove_second_factor", "_selected_action": [alice.pk, ruth.pk]}
    signed_in(ruth).post("/admin/competition/user/", chosen)
    assert not Authenticator.objects.filter(user=alice).exists()
    assert LogEntry.objects.get(action="second factor removed").before == {"kinds": ["totp"]}


@pytest.mark.parametrize("role", ["student", "assistant", "instructor"])
def test_it_is_for_the_superuser_alone(role: str) -> None:
    person = member("Ingrid")
    enrol(person, make_course(), role)
    client = signed_in(person)
    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get("/admin/competition/user/", follow=True).status_code == 403


def test_it_signs_in_through_the_same_door(ruth: User) -> None:
    client = Client()
    answer = client.get("/admin/competition/user/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/account/login/?next=")
    TOTP.activate(ruth, "JBSWY3DPEHPK3PXP")
    wrong_door = client.post("/admin/login/", {"username": ruth.email, "password": PASSWORD})
    assert wrong_door["Location"].startswith("/account/login/")
    assert sign_in_by_code(ruth, client).get("/admin/").status_code == 302


def test_passwords_are_changed_where_tries_are_counted(ruth: User) -> None:
    assert signed_in(ruth).get("/admin/password_change/")["Location"] == "/account/password/change/"
