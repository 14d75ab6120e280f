from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0006_secret_readings")]

    operations = [
        migrations.AddField(
            model_name="urge",
            name="settled",
            field=models.BooleanField(
                default=False, help_text="what it asked for was done: no words were needed to answer it"
            ),
        ),
    ]
