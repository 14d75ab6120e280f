from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0014_notice")]

    operations = [
        migrations.AddField(
            model_name="update",
            name="further",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="of the further values of the item's line: key of the entry → value as text, in the entry's unit",
            ),
        ),
    ]
