"""A new installation makes its tables in seconds: a table comes with its constraints and indexes, not by an operation for each.

Each further operation builds every model that is related anew; 130 of them were 20 of 25 seconds of ``migrate``, and as much of
every test with a database of its own.
"""

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel, RemoveField


def test_a_table_comes_with_its_constraints_and_indexes():
    late = []
    for (app, name), migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.items():
        if type(migration).__module__.startswith("luoshi_web."):
            late += [f"{app}.{name}: {added}" for added in _added_behind_their_table(migration.operations)]
    assert late == []


def _added_behind_their_table(operations):
    """The constraints and indexes that stand behind a table made in the same migration and need no column that came after it."""
    later = {}
    for step in operations:
        if isinstance(step, CreateModel):
            later[step.name_lower] = []
        elif isinstance(step, AddField | RemoveField) and step.model_name_lower in later:
            later[step.model_name_lower].append(step.name)
        elif isinstance(step, AddConstraint | AddIndex) and step.model_name_lower in later:
            added = step.constraint if isinstance(step, AddConstraint) else step.index
            if not any(column in str(added.deconstruct()) for column in later[step.model_name_lower]):
                yield added.name
