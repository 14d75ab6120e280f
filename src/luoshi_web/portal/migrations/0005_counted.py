"""What home and lists count is kept as it changes; the index of paragraphs knows where they stand and what their lines are."""

from typing import Any

from django.db import migrations, models

from luoshi_web.portal.search.entries import renew
from luoshi_web.portal.tallies import count_again


def count(apps: Any, editor: Any) -> None:
    """Both ask for the columns that they need by name, so that later ones do no harm."""
    for key in apps.get_model("portal", "Place").objects.values_list("key", flat=True):
        count_again(key)
        renew(apps.get_model("portal", "Paragraph").objects.filter(report__place=key))


class Migration(migrations.Migration):
    dependencies = [("portal", "0004_where_it_stood")]
    operations = [
        migrations.CreateModel(
            "Tally",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("of", models.CharField(max_length=10)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("year", models.PositiveSmallIntegerField(default=0)),
                ("number", models.BigIntegerField(default=0)),
                ("places", models.IntegerField(default=0)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["of", "code", "year"], name="one_tally_a_year")
                ]
            },
        ),
        migrations.AddIndex("report", models.Index(fields=["-year", "-date", "place"], name="report_newest")),
        migrations.CreateModel(
            "PlaceTally",
            [
                (
                    "place",
                    models.OneToOneField(
                        on_delete=models.CASCADE,
                        primary_key=True,
                        related_name="tally",
                        serialize=False,
                        to="portal.place",
                    ),
                ),
                ("held", models.JSONField(default=list)),
            ],
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
