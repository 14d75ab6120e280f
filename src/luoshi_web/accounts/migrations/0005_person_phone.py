"""A telephone number beside a person, masked for those who need not see it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_past_passwords")]

    operations = [
        migrations.AddField("person", "phone", models.CharField(blank=True, default="", max_length=30)),
    ]
