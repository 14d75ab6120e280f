"""问题整改: one row a finding, and what proves, pays, stages, objects to and extends its rectification."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Person
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.models.told import told


@told(
    "text", "standard", "measures", "applied_words", "verified_words", "refused_why", "notice_where", "reopened_why", "cannot_why",
    "transferred_why", of="matter",
)  # fmt: skip
class Finding(models.Model):
    """What a body found wrong in a unit. ``place`` names the local rules that it goes by (``clocks.toml``).

    ``due`` is the day by which it has to be put right, ``first_due`` what it was before it was made longer. ``needed`` are the kinds of proof that
    its standard names, ``amount`` in 元. ``closed_on`` is the day of the first closing and never changes; ``reopened_on`` that of its first relapse,
    ``reclosed_on`` the closing that holds after it. ``applied_by``, ``verified_by`` and ``signed_off_by`` are three persons.
    """

    class Source(models.TextChoices):
        AUDIT = "audit", _("audit (审计)")
        INSPECTION = "inspection", _("inspection from above (巡视)")
        LOCAL_INSPECTION = "patrol", _("local inspection (巡察)")
        ENVIRONMENT = "environment", _("environmental inspection (环保督察)")
        SUPERVISION = "supervision", _("government supervision (政府督查)")
        CONGRESS = "congress", _("opinion of the congress (人大审议意见)")
        SPECIAL = "special", _("special check (专项检查)")

    class TimeClass(models.TextChoices):
        AT_ONCE = "at_once", _("at once (立行立改)")
        STAGED = "staged", _("by stages (分阶段整改)")
        LASTING = "lasting", _("lasting (持续整改)")

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="finding")
    source = models.CharField(max_length=12, choices=Source)
    paper = models.CharField(
        max_length=120, blank=True, help_text="the report or decision that names it (文号)"
    )
    place = models.CharField(max_length=20, blank=True)
    issued_on = models.DateField()
    received_on = models.DateField()
    heard_on = models.DateField(null=True, blank=True, help_text="the congress heard the audit")
    heard_again_on = models.DateField(
        null=True, blank=True, help_text="the congress heard what was put right"
    )
    category = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    standard = models.TextField(blank=True)
    needed = models.JSONField(default=list, blank=True)
    site_needed = models.BooleanField(default=False)
    public = models.BooleanField(
        default=False, help_text="the party body lets it be public; others need no leave"
    )
    time_class = models.CharField(max_length=8, choices=TimeClass)
    due = models.DateField(null=True, blank=True)
    first_due = models.DateField(null=True, blank=True)
    earlier = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")

    measures = models.TextField(blank=True)
    planned_on = models.DateField(null=True, blank=True)
    rules_made = models.PositiveSmallIntegerField(default=0)
    applied_on = models.DateField(null=True, blank=True)
    applied_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    applied_words = models.TextField(blank=True)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    verified_words = models.TextField(blank=True)
    on_site = models.BooleanField(default=False)
    signed_off_on = models.DateField(null=True, blank=True)
    signed_off_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    refused_why = models.TextField(blank=True)
    notice_from = models.DateField(null=True, blank=True)
    notice_to = models.DateField(null=True, blank=True)
    notice_where = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    reopened_on = models.DateField(null=True, blank=True)
    reopened_why = models.TextField(blank=True)
    reclosed_on = models.DateField(null=True, blank=True)
    cannot_why = models.TextField(blank=True)
    cannot_asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    cannot_approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    transferred_to = models.CharField(max_length=120, blank=True)
    transferred_why = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["source", "due"], name="finding_by_source"),
            models.Index(fields=["due"], name="finding_by_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="findings_say_what"),
            models.CheckConstraint(
                condition=Q(received_on__gte=F("issued_on")), name="findings_received_after_issued"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="findings_of_money_have_some"
            ),
            models.CheckConstraint(
                condition=Q(due__isnull=True, first_due__isnull=True)
                | Q(due__gte=F("issued_on"), first_due__gte=F("issued_on")),
                name="findings_due_after_issued",
            ),
            models.CheckConstraint(
                condition=Q(applied_on__isnull=True, applied_by__isnull=True)
                | Q(applied_on__isnull=False, applied_by__isnull=False),
                name="findings_applied_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True, verified_by__isnull=True)
                | Q(verified_on__gte=F("applied_on"), applied_by__isnull=False, verified_by__isnull=False)
                & ~Q(verified_by=F("applied_by"))
                & ~Q(verified_words=""),
                name="findings_verified_by_another",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_on__isnull=True, signed_off_by__isnull=True)
                | Q(
                    signed_off_on__gte=F("verified_on"),
                    verified_by__isnull=False,
                    signed_off_by__isnull=False,
                )
                & ~Q(signed_off_by=F("verified_by"))
                & ~Q(signed_off_by=F("applied_by")),
                name="findings_signed_off_by_a_third",
            ),
            models.CheckConstraint(
                condition=Q(notice_from__isnull=True, notice_to__isnull=True)
                | Q(signed_off_on__isnull=False, notice_to__gt=F("notice_from")) & ~Q(notice_where=""),
                name="findings_noticed_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(notice_from__isnull=True)
                | ~Q(source__in=["inspection", "patrol"])
                | Q(public=True),
                name="party_findings_are_not_public",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("issued_on")),
                name="findings_closed_after_issued",
            ),
            models.CheckConstraint(
                condition=Q(reopened_on__isnull=True)
                | Q(closed_on__isnull=False, reopened_on__gt=F("closed_on")) & ~Q(reopened_why=""),
                name="findings_relapse_after_closing",
            ),
            models.CheckConstraint(
                condition=Q(reclosed_on__isnull=True)
                | Q(reopened_on__isnull=False, reclosed_on__gte=F("reopened_on")),
                name="findings_closed_again_after_relapse",
            ),
            models.CheckConstraint(
                condition=Q(cannot_approved_by__isnull=True)
                | Q(cannot_asked_by__isnull=False)
                & ~Q(cannot_approved_by=F("cannot_asked_by"))
                & ~Q(cannot_why=""),
                name="findings_given_up_by_two",
            ),
            models.CheckConstraint(
                condition=Q(transferred_to="") | ~Q(transferred_why=""), name="findings_transferred_say_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter)


@told("words", of="finding__matter")
class FindingProof(models.Model):
    """A proof (佐证材料): what it is and where the paper lies. ``by`` gave it, and does not verify the finding."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        VOUCHER = "voucher", _("voucher")
        PHOTOGRAPH = "photograph", _("photograph")
        RULE = "rule", _("new rule (制度)")
        STATEMENT = "statement", _("statement")

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="proofs")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField()
    number = models.CharField(max_length=120, blank=True, help_text="number of the paper")
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["finding", "on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="finding_proofs_say_what")]

    def __str__(self) -> str:
        return self.words[:40]


class FindingMoney(models.Model):
    """Money put right, in 元, with its voucher: one voucher, one kind, so kinds add up."""

    class Kind(models.TextChoices):
        PAID_IN = "paid_in", _("paid in (上缴财政)")
        RETURNED = "returned", _("returned where it came from (归还原渠道)")
        RECOVERED = "recovered", _("recovered (追回)")
        PAID_OUT = "paid_out", _("paid out at last (促进拨付)")
        REBOOKED = "rebooked", _("booked otherwise (调账)")
        CUT = "cut", _("allocation cut (减少拨款)")
        FREED = "freed", _("put to use (盘活)")

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="money")
    kind = models.CharField(max_length=10, choices=Kind)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    voucher = models.CharField(max_length=120)
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["finding", "on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(voucher=""), name="finding_money_has_a_voucher"
            ),
            models.UniqueConstraint(fields=["finding", "voucher"], name="finding_voucher_once"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.voucher}"


@told("words", of="finding__matter")
class FindingStage(models.Model):
    """A part of the plan, by its day; the keeper says when it was there."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="stages")
    words = models.TextField()
    due = models.DateField()
    kept_on = models.DateField(null=True, blank=True)
    kept_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["finding", "due", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="finding_stages_say_what"),
            models.CheckConstraint(
                condition=Q(kept_on__isnull=True, kept_by__isnull=True)
                | Q(kept_on__isnull=False, kept_by__isnull=False),
                name="finding_stages_are_kept_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due} {self.words[:40]}"


@told("words", "answer", of="finding__matter")
class FindingObjection(models.Model):
    """Something said against the closing while the notice was out, and what was answered."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="objections")
    on = models.DateField()
    words = models.TextField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["finding", "on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="finding_objections_say_what"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_on__gte=F("on"), answered_by__isnull=False) & ~Q(answer=""),
                name="finding_objections_are_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:40]


@told("reason", of="finding__matter")
class FindingExtension(models.Model):
    """More time: asked for before the day by the unit's head, approved by the leader."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="extensions")
    until = models.DateField()
    reason = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["finding", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & Q(until__gt=F("asked_on")), name="finding_extensions_say_why"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_on__isnull=True)
                | Q(approved_by__isnull=False, approved_on__gte=F("asked_on"))
                & ~Q(approved_by=F("asked_by")),
                name="finding_extensions_take_two",
            ),
            models.UniqueConstraint(
                fields=["finding"],
                condition=Q(approved_by__isnull=True),
                name="one_finding_extension_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.until}"
