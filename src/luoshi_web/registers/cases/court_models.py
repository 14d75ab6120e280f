"""行政应诉: one row an instance of a court case, and each sitting with who came for the office (负责人出庭规定, 法释〔2020〕3号)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.accounts.models import Person
from luoshi_web.registers.cases.figures import Came, Judged
from luoshi_web.registers.matters.models import Matter

JUDGED = [
    (Judged.CLAIM_REFUSED.value, _("claim refused (驳回诉讼请求)")),
    (Judged.SUIT_DISMISSED.value, _("suit dismissed (驳回起诉)")),
    (Judged.ANNULLED.value, _("annulled, wholly or partly (判决撤销)")),
    (Judged.ORDERED.value, _("to perform (判决履行)")),
    (Judged.PAYMENT.value, _("to pay (判决给付)")),
    (Judged.UNLAWFUL.value, _("found unlawful (判决确认违法)")),
    (Judged.VOID.value, _("found void (判决确认无效)")),
    (Judged.CHANGED.value, _("changed (判决变更)")),
    (Judged.AGREEMENT.value, _("liable under an agreement (判决承担协议责任)")),
    (Judged.WITHDRAWN.value, _("suit withdrawn (撤诉)")),
    (Judged.MEDIATED.value, _("mediated in court (法院调解)")),
    (Judged.UPHELD.value, _("judgment upheld (维持原判)")),
    (Judged.REVERSED.value, _("judgment reversed (改判)")),
    (Judged.SENT_BACK.value, _("sent back (发回重审)")),
    (Judged.GRANTED.value, _("enforcement granted (准予执行)")),
    (Judged.NOT_GRANTED.value, _("enforcement not granted (不准予执行)")),
]
"""裁判结果 (行政诉讼法 60, 62, 69, 70, 72–78, 89, 97)."""


class Suit(models.Model):
    """One instance (审级). ``earlier`` is the instance before it, ``application`` the reconsideration that it came from."""

    class Level(models.IntegerChoices):
        FIRST = 1, _("first instance (一审)")
        SECOND = 2, _("second instance (二审)")
        RETRIAL = 3, _("retrial (再审)")
        ENFORCEMENT = 4, _("enforcement asked of the court (非诉执行)")

    class Role(models.TextChoices):
        SOLE = "sole", _("sole defendant")
        JOINT = "joint", _("together with the reconsideration body")

    class Appellant(models.TextChoices):
        OFFICE = "office", pgettext_lazy("who appealed", "the office")
        OTHER = "other", _("the other side")

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="suit")
    level = models.PositiveSmallIntegerField(choices=Level)
    court = models.CharField(max_length=80)
    role = models.CharField(max_length=6, choices=Role, default=Role.SOLE)
    cause = models.TextField(help_text="what is asked for, without names")
    simplified = models.BooleanField(default=False)
    application = models.ForeignKey(
        "registers.Reconsideration", models.PROTECT, null=True, blank=True, related_name="suits"
    )
    earlier = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    filed_on = models.DateField(help_text="the court's own limit runs from it")
    copy_received_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    judged = models.CharField(max_length=16, choices=JUDGED, blank=True)
    judged_on = models.DateField(null=True, blank=True)
    judgment = models.CharField(max_length=80, blank=True, help_text="number of the judgment or order")
    served_on = models.DateField(null=True, blank=True)
    appealed_on = models.DateField(null=True, blank=True)
    appealed_by = models.CharField(max_length=8, choices=Appellant, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    perform_by = models.DateField(null=True, blank=True)
    performed_on = models.DateField(null=True, blank=True)
    performed_how = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["filed_on"], name="suit_by_filing"),
            models.Index(fields=["judged_on", "level"], name="suit_by_judgment"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(court="") & ~Q(cause="") & Q(level__gte=1, level__lte=4), name="suits_say_where"
            ),
            models.CheckConstraint(
                condition=Q(judged="", judged_on__isnull=True) | ~Q(judged="") & Q(judged_on__isnull=False),
                name="judgments_have_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter)


class CourtHearing(models.Model):
    """A sitting (开庭): whether the court asked for the head, who came, and why no head did. ``excused``: the court accepted the reason (9)."""

    CAME = [
        (Came.CHIEF.value, _("the chief head (正职)")),
        (Came.DEPUTY.value, _("a deputy or another head (副职等负责人)")),
        (Came.STAFF.value, _("staff of the office (工作人员)")),
        (Came.LAWYER.value, _("a lawyer alone (仅律师)")),
    ]

    class Excuse(models.TextChoices):
        FORCE_MAJEURE = "force_majeure", _("force majeure (不可抗力)")
        ACCIDENT = "accident", _("an accident (意外事件)")
        DUTY = "duty", _("a duty that nobody else can do (他人不能代替的公务)")
        OTHER = "other", _("another good reason (其他正当事由)")
        NONE = "none", _("no good reason")

    suit = models.ForeignKey(Suit, models.CASCADE, related_name="hearings")
    on = models.DateField()
    asked = models.BooleanField(default=False, help_text="the court asked for the head (4)")
    came = models.CharField(max_length=8, choices=CAME, blank=True)
    name = models.CharField(max_length=60, blank=True, help_text="who came for the office")
    post = models.CharField(max_length=60, blank=True)
    excuse = models.CharField(max_length=14, choices=Excuse, blank=True)
    reason = models.TextField(blank=True)
    excused = models.BooleanField(default=False)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["suit", "on"]
        indexes = [models.Index(fields=["suit", "on", "came"], name="hearing_who_came")]
        constraints = [
            models.UniqueConstraint(fields=["suit", "on"], name="one_hearing_a_day"),
            models.CheckConstraint(
                condition=~Q(came__in=["staff", "lawyer"]) | ~Q(excuse="") & ~Q(reason=""),
                name="no_head_says_why",
            ),
            models.CheckConstraint(
                condition=Q(excused=False)
                | Q(came__in=["staff", "lawyer"]) & Q(excuse__in=["force_majeure", "accident", "duty", "other"]),
                name="only_good_reasons_excuse",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.on} {self.came}"
