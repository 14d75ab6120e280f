import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_charge_proposals"),
        ("registers", "0013_imports"),
        ("supervision", "0017_papers_of_registers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperDraft",
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
                ("kind", models.CharField(max_length=24)),
                ("number", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "secrecy",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "open"), (1, "internal"), (2, "confidential"), (3, "secret")], default=0
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("drafted_at", models.DateTimeField()),
                ("given_back_at", models.DateTimeField(blank=True, null=True)),
                ("given_back_why", models.TextField(blank=True)),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "given_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instead_of",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="registers.paperdraft",
                    ),
                ),
                (
                    "matters",
                    models.ManyToManyField(blank=True, related_name="paper_drafts", to="registers.matter"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_draft",
                        to="supervision.paper",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-drafted_at", "id"],
                "indexes": [
                    models.Index(fields=["register", "-drafted_at", "id"], name="paper_draft_by_register")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by__isnull", True),
                            models.Q(("signed_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="register_papers_take_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paper__isnull", True), ("signed_by__isnull", True)),
                            models.Q(
                                ("given_back_at__isnull", True),
                                ("paper__isnull", False),
                                ("signed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="signed_papers_went_out",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_back_at__isnull", True), ("given_back_by__isnull", True)),
                            models.Q(
                                ("given_back_at__isnull", False),
                                ("given_back_by__isnull", False),
                                models.Q(("given_back_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="drafts_given_back_say_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("instead_of__isnull", True), ("version", 1)),
                            models.Q(("instead_of__isnull", False), ("version__gt", 1)),
                            _connector="OR",
                        ),
                        name="later_drafts_replace_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True), models.Q(("title", ""), _negated=True)
                        ),
                        name="paper_drafts_are_named",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("given_back_at__isnull", True)),
                        fields=("number",),
                        name="paper_draft_number_once",
                    ),
                ],
            },
        ),
    ]
