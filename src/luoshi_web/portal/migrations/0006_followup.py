"""What the office releases of its follow-up: items, splits and results of appraisals, and what was public before."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0005_counted")]
    operations = [
        migrations.CreateModel(
            "Item",
            [
                ("key", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("line", models.CharField(blank=True, db_index=True, max_length=24)),
                ("unit_key", models.CharField(blank=True, max_length=40)),
                ("state", models.CharField(max_length=16)),
                ("due", models.DateField(null=True)),
                ("number", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
                ("from_split", models.BooleanField(default=False)),
                ("content", models.JSONField()),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="items", to="portal.place")),
            ],
            options={
                "ordering": ["place", "-year", "key"],
                "indexes": [models.Index(fields=["place", "unit_key"], name="item_of_unit")],
            },
        ),
        migrations.CreateModel(
            "Sheet",
            [
                ("key", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("number", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
                ("content", models.JSONField()),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="portal.place")),
            ],
            options={"ordering": ["place", "-year", "kind", "key"]},
        ),
        migrations.CreateModel(
            "Version",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=70)),
                ("line", models.CharField(blank=True, db_index=True, max_length=24)),
                ("number", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("content", models.JSONField()),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="portal.place")),
            ],
            options={
                "ordering": ["since", "id"],
                "indexes": [models.Index(fields=["about", "since"], name="version_of")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("about",), name="one_version_at_a_time"
                    )
                ],
            },
        ),
    ]  # fmt: skip
