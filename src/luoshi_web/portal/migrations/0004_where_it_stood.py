"""Where what was taken back stood, and where the words of an outcome stand."""

from typing import Any

from django.db import migrations, models
from django.db.models import F


def keys(apps: Any, editor: Any) -> None:
    """Tombstones from before know their place alone; they hold by the line's name."""
    stones = apps.get_model("portal", "Tombstone").objects
    stones.filter(place__isnull=False).update(place_key=F("place_id"))


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_longer_verdicts")]
    operations = [
        migrations.AddField("outcome", "start", models.PositiveIntegerField(null=True)),
        migrations.AddField("outcome", "end", models.PositiveIntegerField(null=True)),
        migrations.AddField("outcome", "against", models.CharField(blank=True, max_length=24, default=""), preserve_default=False),
        migrations.AddField("outcome", "again_start", models.PositiveIntegerField(null=True)),
        migrations.AddField("outcome", "again_end", models.PositiveIntegerField(null=True)),
        migrations.AddField("tombstone", "place_key", models.CharField(blank=True, db_index=True, default="", max_length=16), preserve_default=False),
        migrations.AddField("tombstone", "year", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("tombstone", "sha256", models.CharField(blank=True, db_index=True, default="", max_length=64), preserve_default=False),
        migrations.AddField("tombstone", "start", models.PositiveIntegerField(null=True)),
        migrations.AddField("tombstone", "characters", models.PositiveIntegerField(default=0)),
        migrations.CreateModel(
            "Seen",
            [("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)), ("characters", models.PositiveIntegerField()), ("seen_at", models.DateTimeField())],
        ),
        migrations.RunPython(keys, migrations.RunPython.noop),
    ]  # fmt: skip
