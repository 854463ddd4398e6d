"""What the roles of PostgreSQL may and may not do, tried as those roles."""

import io
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from competition.serving import rights
from tests.factories import make_course

ROLES = ("holdout_test_web", "holdout_test_worker")
PASSWORD = "of-a-test-role"
LINE = """
    INSERT INTO competition_logentry
        (at, actor_name, action, subject, before, after, reason, previous_digest, digest)
    VALUES (now(), 'x', 'x', 'x', '{}', '{}', '', '', 'x')
"""


@pytest.fixture
def roles(transactional_db: None, settings: Settings) -> Iterator[None]:
    settings.DATABASE_ADDRESSES = {
        "owner": f"postgresql://{connection.settings_dict['USER']}@127.0.0.1/holdout",
        "web": f"postgresql://{ROLES[0]}@127.0.0.1/holdout",
        "worker": f"postgresql://{ROLES[1]}@127.0.0.1/holdout",
    }
    drop_roles()
    execute(*(f"CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'" for role in ROLES))
    yield
    drop_roles()


def drop_roles() -> None:
    for role in ROLES:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            known = cursor.fetchone()
        if known:
            execute(f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def grant() -> str:
    said = io.StringIO()
    call_command("grant", stdout=said)
    return said.getvalue()


def attempt(role: str, statement: str) -> str:
    """The database's answer to the role: empty when it obeys."""
    place = connection.settings_dict
    with closing(
        psycopg.connect(
            host=place["HOST"], port=place["PORT"] or 5432, dbname=place["NAME"], user=role, password=PASSWORD
        )
    ) as own:
        try:
            own.execute(statement)
        except psycopg.Error as refusal:
            return type(refusal).__name__
    return ""


@pytest.mark.postgres
@pytest.mark.parametrize("role", ROLES)
def test_a_role_writes_what_it_needs_and_only_appends_to_the_log(roles: None, role: str) -> None:
    make_course()
    grant()
    assert attempt(role, "UPDATE competition_course SET title = 'Deeper'") == ""
    assert attempt(role, "DELETE FROM competition_pulse") == ""
    assert attempt(role, LINE) == ""
    assert attempt(role, "SELECT * FROM competition_logentry") == ""
    assert attempt(role, "UPDATE competition_logentry SET reason = 'none'") == "InsufficientPrivilege"
    assert attempt(role, "DELETE FROM competition_logentry") == "InsufficientPrivilege"
    assert attempt(role, "TRUNCATE competition_logentry") == "InsufficientPrivilege"
    assert attempt(role, "DELETE FROM django_migrations") == "InsufficientPrivilege"
    assert attempt(role, "DROP TABLE competition_pulse") == "InsufficientPrivilege"


@pytest.mark.postgres
def test_a_secret_table_is_for_the_worker_alone(roles: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no vault yet; a table of ours stands in for one of its tables."""
    grant()
    monkeypatch.setattr(rights, "secret_tables", lambda: {"competition_pulse"})
    grant()
    assert attempt("holdout_test_web", "SELECT * FROM competition_pulse") == "InsufficientPrivilege"
    assert attempt("holdout_test_web", "INSERT INTO competition_pulse (name, at) VALUES ('x', now())") == (
        "InsufficientPrivilege"
    )
    assert attempt("holdout_test_worker", "SELECT * FROM competition_pulse") == ""


def test_the_tables_of_a_secret_app_are_found_by_its_label(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "SECRET_APPS", {"sessions"})
    assert rights.secret_tables() == {"django_session"}


@pytest.mark.postgres
def test_one_role_for_all_is_refused(transactional_db: None, settings: Settings) -> None:
    settings.DATABASE_ADDRESSES = dict.fromkeys(("owner", "web", "worker"), "postgresql://one@127.0.0.1/holdout")
    with pytest.raises(CommandError, match="must name three different roles"):
        grant()


@pytest.mark.postgres
def test_an_unknown_role_is_one_sentence(roles: None) -> None:
    drop_roles()
    with pytest.raises(CommandError, match='No rights were granted to holdout_test_web: role "holdout_test_web" does'):
        grant()


@pytest.mark.django_db
def test_sqlite_says_that_it_has_no_roles() -> None:
    if connection.vendor == "sqlite":
        assert grant() == "SQLite has no roles: nothing to grant.\n"
