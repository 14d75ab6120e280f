"""Several corrections may hide the same thing: a row for each, so that deciding one uncovers nothing of another."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def strongest(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Going back: one row for each thing, taken down over pending, secret where one was."""
    kept: dict[tuple[str, str], object] = {}
    Hiding = apps.get_model("voices", "Hiding")
    for row in Hiding.objects.order_by("state", "since"):  # gone, pending
        first = kept.setdefault((row.subject_kind, row.subject_key), row)
        if first is not row:
            if row.secret:
                Hiding.objects.filter(pk=first.pk).update(secret=True)  # type: ignore[attr-defined]
            row.delete()


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("voices", "0002_append_only")]
    operations = [
        migrations.RemoveConstraint(model_name="hiding", name="voices_hidden_once"),
        migrations.RunPython(migrations.RunPython.noop, strongest),
        migrations.AddConstraint(
            model_name="hiding",
            constraint=models.UniqueConstraint(
                fields=("subject_kind", "subject_key", "correction"), name="voices_hidden_once_by_each"
            ),
        ),
    ]
