"""A membership names its team's own competition: the rule that a person is on one team rests on it."""

from django.db import migrations

WORDS = "a membership belongs to the competition of its team"
DIFFERS = "NEW.competition_id <> (SELECT competition_id FROM teams_team WHERE id = NEW.team_id)"
SQLITE = [
    f"CREATE TRIGGER membership_competition_{verb.lower()} BEFORE {verb} ON teams_membership WHEN {DIFFERS} "
    f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    for verb in ("INSERT", "UPDATE")
] + [
    "CREATE TRIGGER team_stays_in_competition BEFORE UPDATE OF competition_id ON teams_team "
    "WHEN NEW.competition_id <> OLD.competition_id "
    "BEGIN SELECT RAISE(ABORT, 'a team stays in its competition'); END"
]
POSTGRESQL = [
    "CREATE FUNCTION membership_of_its_team() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF {DIFFERS} THEN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER membership_competition BEFORE INSERT OR UPDATE ON teams_membership "
    "FOR EACH ROW EXECUTE FUNCTION membership_of_its_team()",
    "CREATE FUNCTION team_stays_in_competition() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN IF NEW.competition_id <> OLD.competition_id THEN "
    "RAISE EXCEPTION 'a team stays in its competition' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER team_stays BEFORE UPDATE OF competition_id ON teams_team "
    "FOR EACH ROW EXECUTE FUNCTION team_stays_in_competition()",
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER membership_competition_insert",
        "DROP TRIGGER membership_competition_update",
        "DROP TRIGGER team_stays_in_competition",
    ],
    "postgresql": [
        "DROP TRIGGER membership_competition ON teams_membership",
        "DROP FUNCTION membership_of_its_team",
        "DROP TRIGGER team_stays ON teams_team",
        "DROP FUNCTION team_stays_in_competition",
    ],
}


def guard(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("teams", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
