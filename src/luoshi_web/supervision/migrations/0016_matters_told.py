from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0015_further_values_reported"),
    ]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="kind",
            field=models.CharField(
                choices=[
                    ("digest", "urging of the day"),
                    ("decision", "what was decided"),
                    ("letter_failed", "a letter could not be delivered"),
                    ("log_head", "head of the log"),
                    ("files", "kept files that changed"),
                    ("faults", "faults of the program"),
                    ("security", "safety of the login"),
                    ("matters", "matters of registers"),
                    ("note", "note"),
                ],
                default="note",
                max_length=20,
            ),
        ),
    ]
