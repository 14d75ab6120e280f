import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_charge_proposals"),
        ("registers", "0004_projects"),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="finding",
                        serialize=False,
                        to="registers.matter",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("audit", "audit (审计)"),
                            ("inspection", "inspection from above (巡视)"),
                            ("patrol", "local inspection (巡察)"),
                            ("environment", "environmental inspection (环保督察)"),
                            ("supervision", "government supervision (政府督查)"),
                            ("congress", "opinion of the congress (人大审议意见)"),
                            ("special", "special check (专项检查)"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        blank=True, help_text="the report or decision that names it (文号)", max_length=120
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=20)),
                ("issued_on", models.DateField()),
                ("received_on", models.DateField()),
                (
                    "heard_on",
                    models.DateField(blank=True, help_text="the congress heard the audit", null=True),
                ),
                (
                    "heard_again_on",
                    models.DateField(
                        blank=True, help_text="the congress heard what was put right", null=True
                    ),
                ),
                ("category", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField()),
                ("amount", models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True)),
                ("standard", models.TextField(blank=True)),
                ("needed", models.JSONField(blank=True, default=list)),
                ("site_needed", models.BooleanField(default=False)),
                (
                    "public",
                    models.BooleanField(
                        default=False, help_text="the party body lets it be public; others need no leave"
                    ),
                ),
                (
                    "time_class",
                    models.CharField(
                        choices=[
                            ("at_once", "at once (立行立改)"),
                            ("staged", "by stages (分阶段整改)"),
                            ("lasting", "lasting (持续整改)"),
                        ],
                        max_length=8,
                    ),
                ),
                ("due", models.DateField(blank=True, null=True)),
                ("first_due", models.DateField(blank=True, null=True)),
                (
                    "earlier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="registers.finding",
                    ),
                ),
                ("measures", models.TextField(blank=True)),
                ("planned_on", models.DateField(blank=True, null=True)),
                ("rules_made", models.PositiveSmallIntegerField(default=0)),
                ("applied_on", models.DateField(blank=True, null=True)),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("applied_words", models.TextField(blank=True)),
                ("verified_on", models.DateField(blank=True, null=True)),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("verified_words", models.TextField(blank=True)),
                ("on_site", models.BooleanField(default=False)),
                ("signed_off_on", models.DateField(blank=True, null=True)),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("refused_why", models.TextField(blank=True)),
                ("notice_from", models.DateField(blank=True, null=True)),
                ("notice_to", models.DateField(blank=True, null=True)),
                ("notice_where", models.CharField(blank=True, max_length=200)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("reopened_on", models.DateField(blank=True, null=True)),
                ("reopened_why", models.TextField(blank=True)),
                ("reclosed_on", models.DateField(blank=True, null=True)),
                ("cannot_why", models.TextField(blank=True)),
                (
                    "cannot_asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cannot_approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("transferred_to", models.CharField(blank=True, max_length=120)),
                ("transferred_why", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["source", "due"], name="finding_by_source"),
                    models.Index(fields=["due"], name="finding_by_due"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="findings_say_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("received_on__gte", models.F("issued_on"))),
                        name="findings_received_after_issued",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gt", 0), _connector="OR"),
                        name="findings_of_money_have_some",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due__isnull", True), ("first_due__isnull", True)),
                            models.Q(
                                ("due__gte", models.F("issued_on")), ("first_due__gte", models.F("issued_on"))
                            ),
                            _connector="OR",
                        ),
                        name="findings_due_after_issued",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_by__isnull", True), ("applied_on__isnull", True)),
                            models.Q(("applied_by__isnull", False), ("applied_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="findings_applied_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verified_by__isnull", True), ("verified_on__isnull", True)),
                            models.Q(
                                ("applied_by__isnull", False),
                                ("verified_by__isnull", False),
                                ("verified_on__gte", models.F("applied_on")),
                                models.Q(("verified_by", models.F("applied_by")), _negated=True),
                                models.Q(("verified_words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="findings_verified_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_off_by__isnull", True), ("signed_off_on__isnull", True)),
                            models.Q(
                                ("signed_off_by__isnull", False),
                                ("signed_off_on__gte", models.F("verified_on")),
                                ("verified_by__isnull", False),
                                models.Q(("signed_off_by", models.F("verified_by")), _negated=True),
                                models.Q(("signed_off_by", models.F("applied_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="findings_signed_off_by_a_third",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("notice_from__isnull", True), ("notice_to__isnull", True)),
                            models.Q(
                                ("notice_to__gt", models.F("notice_from")),
                                ("signed_off_on__isnull", False),
                                models.Q(("notice_where", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="findings_noticed_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("notice_from__isnull", True),
                            models.Q(("source__in", ["inspection", "patrol"]), _negated=True),
                            ("public", True),
                            _connector="OR",
                        ),
                        name="party_findings_are_not_public",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("closed_on__gte", models.F("issued_on")),
                            _connector="OR",
                        ),
                        name="findings_closed_after_issued",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reopened_on__isnull", True),
                            models.Q(
                                ("closed_on__isnull", False),
                                ("reopened_on__gt", models.F("closed_on")),
                                models.Q(("reopened_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="findings_relapse_after_closing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reclosed_on__isnull", True),
                            models.Q(
                                ("reclosed_on__gte", models.F("reopened_on")), ("reopened_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="findings_closed_again_after_relapse",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cannot_approved_by__isnull", True),
                            models.Q(
                                ("cannot_asked_by__isnull", False),
                                models.Q(("cannot_approved_by", models.F("cannot_asked_by")), _negated=True),
                                models.Q(("cannot_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="findings_given_up_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("transferred_to", ""),
                            models.Q(("transferred_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="findings_transferred_say_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proofs",
                        to="registers.finding",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("document", "document"),
                            ("voucher", "voucher"),
                            ("photograph", "photograph"),
                            ("rule", "new rule (制度)"),
                            ("statement", "statement"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                ("number", models.CharField(blank=True, help_text="number of the paper", max_length=120)),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["finding", "on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="finding_proofs_say_what"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FindingMoney",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="money",
                        to="registers.finding",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paid_in", "paid in (上缴财政)"),
                            ("returned", "returned where it came from (归还原渠道)"),
                            ("recovered", "recovered (追回)"),
                            ("paid_out", "paid out at last (促进拨付)"),
                            ("rebooked", "booked otherwise (调账)"),
                            ("cut", "allocation cut (减少拨款)"),
                            ("freed", "put to use (盘活)"),
                        ],
                        max_length=10,
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=20)),
                ("voucher", models.CharField(max_length=120)),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["finding", "on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), models.Q(("voucher", ""), _negated=True)),
                        name="finding_money_has_a_voucher",
                    ),
                    models.UniqueConstraint(fields=("finding", "voucher"), name="finding_voucher_once"),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FindingStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="registers.finding",
                    ),
                ),
                ("words", models.TextField()),
                ("due", models.DateField()),
                ("kept_on", models.DateField(blank=True, null=True)),
                (
                    "kept_by",
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
                "ordering": ["finding", "due", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="finding_stages_say_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kept_by__isnull", True), ("kept_on__isnull", True)),
                            models.Q(("kept_by__isnull", False), ("kept_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="finding_stages_are_kept_by_somebody",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FindingObjection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to="registers.finding",
                    ),
                ),
                ("on", models.DateField()),
                ("words", models.TextField()),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "answered_by",
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
                "ordering": ["finding", "on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="finding_objections_say_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""), ("answered_by__isnull", True), ("answered_on__isnull", True)
                            ),
                            models.Q(
                                ("answered_by__isnull", False),
                                ("answered_on__gte", models.F("on")),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="finding_objections_are_answered_whole",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FindingExtension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extensions",
                        to="registers.finding",
                    ),
                ),
                ("until", models.DateField()),
                ("reason", models.TextField()),
                ("asked_on", models.DateField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("approved_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["finding", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), ("until__gt", models.F("asked_on"))
                        ),
                        name="finding_extensions_say_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by__isnull", True), ("approved_on__isnull", True)),
                            models.Q(
                                ("approved_by__isnull", False),
                                ("approved_on__gte", models.F("asked_on")),
                                models.Q(("approved_by", models.F("asked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="finding_extensions_take_two",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("approved_by__isnull", True)),
                        fields=("finding",),
                        name="one_finding_extension_at_a_time",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
