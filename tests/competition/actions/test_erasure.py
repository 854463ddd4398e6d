import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from competition.actions.erasure import erase_person
from competition.actions.keys import make_key
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.actions.roster import stage_roster
from competition.models.courses import Course, Enrolment, Role
from competition.models.log import LogEntry
from competition.models.people import User
from competition.models.running import OutgoingMail
from tests.competition.people import member
from tests.factories import NOW, accept_rules, enrol, make_competition, make_course, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> User:
    """A student who has left traces wherever one can."""
    course = make_course()
    enrol(make_user("Ingrid"), course, Role.INSTRUCTOR)
    alice = member("Alice", name="Alice Canary-Moreau", alias="Canarylike Heron")
    enrol(alice, course, roster_id="canary-4711", section="canary section")
    accept_rules(alice, make_competition(course))
    make_key(user=alice, by=By(alice), name="laptop", scopes=["read"], expires_at=NOW + timedelta(days=9999))
    OutgoingMail.objects.create(to=alice.email, subject="Hello Alice", body="canary")
    return alice


def everything_stored() -> str:
    """All rows of all tables, as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the database itself
            rows += cursor.fetchall()
    return json.dumps(rows, default=str).lower()


def test_an_erased_person_is_found_nowhere(alice: User) -> None:
    assert "canary" in everything_stored()
    erase_person(user=alice, by=By(None))
    left = everything_stored()
    assert [word for word in ("canary", "alice", "moreau") if word in left.replace(alice.username, "")] == []


def test_a_roster_that_waits_does_not_bring_an_erased_person_back(alice: User, tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(
        f"name,email,roster_id\nAlice Canary,{alice.email},canary-4711\nBob,bob@example.org,1\n,{alice.email},\n"
    )
    course = Course.objects.get()
    staged = stage_roster(course=course, by=By(User.objects.get(name="Ingrid")), file=file, file_name="roster.csv")
    erase_person(user=alice, by=By(None))
    staged.refresh_from_db()
    assert ([row["name"] for row in staged.rows], staged.problems) == (["Bob"], [])
    assert "canary" not in everything_stored().replace(alice.username, "")


def test_what_others_need_stays_without_a_name(alice: User) -> None:
    erase_person(user=alice, by=By(None))
    enrolment = Enrolment.objects.get(user=alice)
    assert (enrolment.active, enrolment.name, alice.rules_acceptances.count()) == (False, "", 1)
    assert list(LogEntry.objects.filter(action="person erased").values_list("subject", flat=True)) == [alice.username]


def test_an_erased_person_is_signed_out_everywhere(alice: User, client: Client) -> None:
    client.force_login(alice)
    assert client.get("/").status_code == 200
    erase_person(user=alice, by=By(None))
    assert client.get("/account/").status_code == 302


def test_somebody_who_leads_a_course_is_kept() -> None:
    ingrid = User.objects.filter(email="ingrid@example.org").first() or make_user("Ingrid")
    enrol(ingrid, make_course(), Role.INSTRUCTOR)
    with pytest.raises(RefusedError):
        erase_person(user=ingrid, by=By(None))
    ingrid.refresh_from_db()
    assert ingrid.is_active


def test_the_command_erases_and_says_so(alice: User) -> None:
    told = StringIO()
    call_command("erase", "ALICE@example.org", yes=True, stdout=told)
    assert told.getvalue() == f"{alice.username} is now “Former member {alice.pk}” and cannot sign in.\n"


def test_the_command_asks_first(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda question: "no")
    with pytest.raises(CommandError):
        call_command("erase", alice.username)
    alice.refresh_from_db()
    assert alice.is_active
