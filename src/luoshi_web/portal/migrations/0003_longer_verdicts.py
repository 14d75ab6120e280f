"""``stated_otherwise`` has sixteen characters."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_pairs")]
    operations = [
        migrations.AlterField("line", "verdict", models.CharField(blank=True, max_length=20)),
        migrations.AlterField("outcome", "verdict", models.CharField(max_length=20)),
    ]
