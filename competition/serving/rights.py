"""What each database role may do. The web role must not be able to read what is secret until the close, nor may
anybody but the owner touch what the audit log already holds."""

from collections.abc import Iterator
from itertools import chain

from django.apps import apps
from django.db import connection

from competition.models.log import LogEntry

APPEND_ONLY = {LogEntry._meta.db_table}
READ_ONLY = {"django_migrations"}
SECRET_APPS = {"vault"}


def statements(role: str, *, sees_secrets: bool) -> Iterator[str]:
    """Everything is taken away first, so that a right dropped here is dropped there."""
    name = connection.ops.quote_name(role)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}"
    yield f"GRANT USAGE ON SCHEMA public TO {name}"
    hidden = set() if sees_secrets else secret_tables()
    for table in sorted(set(connection.introspection.table_names()) - hidden):
        yield f"GRANT {rights(table)} ON {connection.ops.quote_name(table)} TO {name}"


def rights(table: str) -> str:
    if table in READ_ONLY:
        return "SELECT"
    return "SELECT, INSERT" if table in APPEND_ONLY else "SELECT, INSERT, UPDATE, DELETE"


def secret_tables() -> set[str]:
    secret = (app.get_models(include_auto_created=True) for app in apps.get_app_configs() if app.label in SECRET_APPS)
    return {model._meta.db_table for model in chain.from_iterable(secret)}
