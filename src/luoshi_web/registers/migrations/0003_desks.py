import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_charge_proposals"),
        ("accounts", "__first__"),
        ("registers", "0002_all_registers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Desk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "register",
                    models.CharField(
                        choices=[
                            ("proposals", "suggestions and proposals"),
                            ("projects", "projects"),
                            ("findings", "findings put right"),
                            ("funds", "funds, debt, three public expenses"),
                            ("cases", "reconsideration and court cases"),
                            ("decisions", "major administrative decisions"),
                            ("documents", "normative documents"),
                            ("collective", "matters decided collectively"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("keep", "keeps the register (管理)"),
                            ("review", "reviews (审核)"),
                            ("rate", "enters ratings (测评)"),
                            ("read", "reads all of it (查阅)"),
                        ],
                        max_length=8,
                    ),
                ),
                ("since", models.DateField()),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="the first day on which it is another's", null=True
                    ),
                ),
                ("reason", models.TextField(help_text="the paper of the reform")),
                ("entered_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="desks",
                        to="accounts.office",
                    ),
                ),
            ],
            options={
                "ordering": ["register", "part", "since", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="desks_say_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                        ),
                        name="desks_end_after_they_begin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", True),
                                ("confirmed_by__isnull", True),
                                ("until__isnull", True),
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="desks_take_two",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", False),
                            ("until__isnull", True),
                            models.Q(("part", "read"), _negated=True),
                        ),
                        fields=("register", "part"),
                        name="one_office_a_part",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_by__isnull", False), ("until__isnull", True)),
                        fields=("register", "part", "office"),
                        name="desk_once_an_office",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="clock",
            name="owed",
            field=models.BooleanField(default=False, help_text="its day is over, and it is still waited for"),
        ),
        migrations.AlterField(
            model_name="clock",
            name="state",
            field=models.CharField(
                choices=[
                    ("running", "running"),
                    ("met", "kept"),
                    ("missed", "missed"),
                    ("lifted", "lifted"),
                    ("lapsed", "run out"),
                ],
                default="running",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="rating",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("owed", False),
                    models.Q(("right", False), ("state__in", ["missed", "lapsed"])),
                    _connector="OR",
                ),
                name="what_is_owed_is_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(("entered_by__isnull", False), ("value", "left_out"), _connector="OR"),
                name="ratings_are_entered_by_somebody",
            ),
        ),
    ]
