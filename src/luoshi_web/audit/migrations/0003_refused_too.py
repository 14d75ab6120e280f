"""What passed the triggers on rows is refused too: emptying the table at once, and putting a row in the place of another."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# SQLite takes out the row that INSERT OR REPLACE is in conflict with without asking the triggers on DELETE, unless a connection has
# said PRAGMA recursive_triggers. Whoever opens the file by hand has not; so the new row is looked at before it comes in.
SQLITE = [
    "CREATE TRIGGER act_not_replaced BEFORE INSERT ON audit_act"
    " WHEN EXISTS (SELECT 1 FROM audit_act WHERE id = NEW.id)"
    " OR EXISTS (SELECT 1 FROM audit_act WHERE number = NEW.number)"
    " OR EXISTS (SELECT 1 FROM audit_act WHERE digest = NEW.digest)"
    " BEGIN SELECT RAISE(ABORT, 'the log of acts is append-only'); END",
]
# TRUNCATE touches no row: only a trigger on the statement sees it.
POSTGRESQL = [
    "CREATE TRIGGER act_not_emptied BEFORE TRUNCATE ON audit_act FOR EACH STATEMENT EXECUTE FUNCTION act_stands()",
]
UNDO = {
    "sqlite": ["DROP TRIGGER act_not_replaced"],
    "postgresql": ["DROP TRIGGER act_not_emptied ON audit_act"],
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
    """After the triggers on rows."""

    dependencies = [("audit", "0002_append_only")]
    operations = [migrations.RunPython(guard, unguard)]
