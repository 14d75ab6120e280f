from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0010_text_changes")]

    operations = [
        migrations.AddField(
            model_name="split",
            name="grain",
            field=models.CharField(
                choices=[
                    ("line", "one row a line"),
                    ("sentence", "one row a sentence"),
                    ("measure", "one row a measure"),
                ],
                default="line",
                help_text="what of the report makes one row",
                max_length=10,
            ),
        ),
    ]
