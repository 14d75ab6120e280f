"""The database itself refuses to change or remove an act: a slip in code cannot, and who can must have meant it (``verify_log`` finds them)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    "CREATE TRIGGER act_not_edited BEFORE UPDATE ON audit_act BEGIN SELECT RAISE(ABORT, 'the log of acts is append-only'); END",
    "CREATE TRIGGER act_not_removed BEFORE DELETE ON audit_act BEGIN SELECT RAISE(ABORT, 'the log of acts is append-only'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION act_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the log of acts is append-only'; END $$",
    "CREATE TRIGGER act_stands BEFORE UPDATE OR DELETE ON audit_act FOR EACH ROW EXECUTE FUNCTION act_stands()",
]
UNDO = {
    "sqlite": ["DROP TRIGGER act_not_edited", "DROP TRIGGER act_not_removed"],
    "postgresql": ["DROP TRIGGER act_stands ON audit_act", "DROP FUNCTION act_stands()"],
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
    """After the table."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
