"""Green lights of items that were behind within the tolerance get the reason of their own; colours, days and numbers stay as they were."""

from typing import Any

from django.db import migrations, models


def tell_apart(apps: Any, schema_editor: Any) -> None:
    apart = apps.get_model("supervision", "Light").objects.filter(kind="gap", reason="on_schedule")
    apart.filter(inputs__gap__gte=0.05).update(reason="near_schedule")


def tell_alike(apps: Any, schema_editor: Any) -> None:
    apps.get_model("supervision", "Light").objects.filter(reason="near_schedule").update(reason="on_schedule")


class Migration(migrations.Migration):
    dependencies = [("supervision", "0002_lines")]

    operations = [
        migrations.AddIndex(
            model_name="light",
            index=models.Index(
                fields=["item"],
                condition=models.Q(("reason", "near_schedule"), ("until__isnull", True)),
                name="light_near_now",
            ),
        ),
        migrations.RunPython(tell_apart, tell_alike),
    ]
