"""The database itself refuses to change or remove an act of the record."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    "CREATE TRIGGER voices_act_not_edited BEFORE UPDATE ON voices_act BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END",
    "CREATE TRIGGER voices_act_not_removed BEFORE DELETE ON voices_act BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END",
    "CREATE TRIGGER voices_act_not_replaced BEFORE INSERT ON voices_act WHEN EXISTS (SELECT 1 FROM voices_act WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION voices_act_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the record is append-only'; END $$",
    "CREATE TRIGGER voices_act_stands BEFORE UPDATE OR DELETE ON voices_act FOR EACH ROW EXECUTE FUNCTION voices_act_stands()",
    "CREATE TRIGGER voices_act_not_emptied BEFORE TRUNCATE ON voices_act FOR EACH STATEMENT EXECUTE FUNCTION voices_act_stands()",
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER voices_act_not_edited",
        "DROP TRIGGER voices_act_not_removed",
        "DROP TRIGGER voices_act_not_replaced",
    ],
    "postgresql": [
        "DROP TRIGGER voices_act_not_emptied ON voices_act",
        "DROP TRIGGER voices_act_stands ON voices_act",
        "DROP FUNCTION voices_act_stands()",
    ],
}


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The triggers of this database."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Taken away again."""
    for statement in UNDO[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("voices", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
