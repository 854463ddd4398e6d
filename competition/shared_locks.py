"""A lock that any number of transactions may have on one row; who wants the row alone waits for all of them. A foreign
key takes it too, but at the commit, as Django makes them: too late for what is read in between."""

from django.db import connection
from django.db.models import Model


def share(row: Model) -> None:
    """Until the end of the transaction. SQLite's transactions come one after the other anyway."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(row._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT FROM {table} WHERE id = %s FOR KEY SHARE", [row.pk])
