import django.db.models.deletion
from django.db import migrations, models

import luoshi_web.supervision.models.paper


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_charge_proposals"),
        ("supervision", "0016_matters_told"),
    ]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="outside",
            field=models.BooleanField(
                default=False,
                help_text="goes to somebody outside the offices: no department but its sender reads it",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="sender",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers_sent",
                to="accounts.office",
            ),
        ),
        migrations.AlterField(
            model_name="paper",
            name="kind",
            field=models.CharField(choices=luoshi_web.supervision.models.paper.paper_kinds, max_length=24),
        ),
    ]
