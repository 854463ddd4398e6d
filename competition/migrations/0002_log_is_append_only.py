"""The audit log can be written and read, not changed: the database itself refuses."""

from django.db import migrations

TABLE = "competition_logentry"

SQLITE = [
    f"CREATE TRIGGER log_no_{verb.lower()} BEFORE {verb} ON {TABLE} BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    "CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
    f"CREATE TRIGGER log_no_change BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION log_is_append_only()",
    f"CREATE TRIGGER log_no_truncate BEFORE TRUNCATE ON {TABLE} EXECUTE FUNCTION log_is_append_only()",
]
UNDO = {
    "sqlite": ["DROP TRIGGER log_no_update", "DROP TRIGGER log_no_delete"],
    "postgresql": [
        f"DROP TRIGGER log_no_change ON {TABLE}",
        f"DROP TRIGGER log_no_truncate ON {TABLE}",
        "DROP FUNCTION log_is_append_only",
    ],
}


def refuse_changes(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def allow_changes(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("competition", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
