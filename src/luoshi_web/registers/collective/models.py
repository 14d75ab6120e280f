"""三重一大: one row a matter, its checks, payments and returns; and the place's thresholds and rules of meetings, dated. Amounts are in 元."""

from fractions import Fraction

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office, Person
from luoshi_web.registers.collective.rules import facts
from luoshi_web.registers.engine.votes import Needed
from luoshi_web.registers.matters.meetings import Meeting
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.models.told import told

KINDS = [
    (facts.Kind.MATTER.value, _("major matter (重大事项决策)")),
    (facts.Kind.STAFF.value, _("appointment (重要干部任免)")),
    (facts.Kind.PROJECT.value, _("major project (重大项目安排)")),
    (facts.Kind.MONEY.value, _("large amount of money (大额资金使用)")),
]


class LocalRule(models.Model):
    """A rule of the place, from a day on: entered by one person, confirmed by another; until then it does not hold."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="the first day on which another holds")
    source = models.CharField(max_length=200, help_text="the paper that says so")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class Threshold(LocalRule):
    """From which amount a kind of matter goes to the meeting. ``funds`` narrows it to one kind of money; ``body`` is the meeting that decides."""

    kind = models.CharField(max_length=8, choices=KINDS)
    funds = models.CharField(max_length=60, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    includes = models.BooleanField(default=True, help_text="以上 includes the number, 超过 does not")
    body = models.CharField(max_length=12, choices=Meeting.Kind)

    class Meta:
        ordering = ["kind", "funds", "since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(source=""), name="thresholds_have_a_source"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="thresholds_take_two",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="thresholds_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"

    @property
    def rule(self) -> facts.Threshold:
        """As the pure rules see it."""
        return facts.Threshold(self.amount, self.includes)


class MeetingRule(LocalRule):
    """How many members a meeting needs, how many votes carry a matter, and whether whoever presides must have spoken last."""

    body = models.CharField(max_length=12, choices=Meeting.Kind)
    quorum_part = models.PositiveSmallIntegerField(default=1)
    quorum_of = models.PositiveSmallIntegerField(default=2)
    quorum_more = models.BooleanField(default=False)
    votes_part = models.PositiveSmallIntegerField(default=1)
    votes_of = models.PositiveSmallIntegerField(default=2)
    votes_more = models.BooleanField(default=True)
    of_entitled = models.BooleanField(default=False, help_text="votes are counted of all members")
    chair_last = models.BooleanField(
        default=False, help_text="the gate asks that whoever presides spoke last"
    )

    class Meta:
        ordering = ["body", "since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    quorum_part__gt=0,
                    quorum_part__lte=F("quorum_of"),
                    votes_part__gt=0,
                    votes_part__lte=F("votes_of"),
                )
                & ~Q(source=""),
                name="meeting_rules_ask_for_a_part",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="meeting_rules_take_two",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="meeting_rules_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()} {self.since}"

    @property
    def rule(self) -> facts.Rule:
        """As the pure rules see it."""
        return facts.Rule(
            Needed(Fraction(self.quorum_part, self.quorum_of), self.quorum_more), Needed(Fraction(self.votes_part, self.votes_of), self.votes_more),
            self.of_entitled, self.chair_last,
        )  # fmt: skip


@told("proposer", "funds", "payee", "project", "decided_by", "urgent_why", "feedback", of="matter")
class CollectiveMatter(models.Model):
    """A matter before a meeting (议题). Its unit is the one that brings it in; appointments are secret. ``also``: the same matter as a major decision."""

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="collective")
    kind = models.CharField(max_length=8, choices=KINDS)
    proposer = models.CharField(max_length=60, help_text="the leader who brings it in")
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    funds = models.CharField(max_length=60, blank=True, help_text="which kind of money")
    payee = models.CharField(max_length=120, blank=True)
    project = models.CharField(max_length=120, blank=True)
    contract = models.BooleanField(default=False)
    favours = models.BooleanField(default=False, help_text="something is promised to one firm")
    argued = models.BooleanField(default=False, help_text="it needs an argument by experts")
    also = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="also_collective")

    listed_for = models.DateField(
        null=True, blank=True, help_text="the day of the meeting that it is listed for"
    )
    materials_on = models.DateField(null=True, blank=True)
    executor = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    executed_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=120, blank=True, help_text="who decided what no meeting did")
    urgent_on = models.DateField(null=True, blank=True)
    urgent_why = models.TextField(blank=True)
    ratified_on = models.DateField(null=True, blank=True)
    feedback = models.TextField(blank=True)
    feedback_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["executed_on"], name="collective_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="collective_amounts_are_some"
            ),
            models.CheckConstraint(
                condition=~Q(kind="money") | Q(amount__isnull=False), name="money_says_how_much"
            ),
            models.CheckConstraint(
                condition=Q(urgent_on__isnull=True) | ~Q(urgent_why=""), name="what_is_done_first_says_why"
            ),
            models.CheckConstraint(
                condition=Q(ratified_on__isnull=True) | Q(urgent_on__lte=F("ratified_on")),
                name="ratified_after_it_was_done",
            ),
            models.CheckConstraint(
                condition=Q(feedback_on__isnull=True, feedback="")
                | Q(executed_on__lte=F("feedback_on")) & ~Q(feedback=""),
                name="feedback_comes_after",
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter)


@told("words", of="matter")
class CollectiveCheck(models.Model):
    """会前审查: an opinion before the meeting; or that it is not needed, which another person approves. The last one of a kind counts."""

    CHECKS = [
        (facts.Check.LEGALITY.value, _("legality (合法性审查)")),
        (facts.Check.COMPETITION.value, _("fair competition (公平竞争审查)")),
        (facts.Check.BUDGET.value, _("budget line (预算安排)")),
        (facts.Check.ARGUMENT.value, _("argument by experts (论证)")),
    ]
    RESULTS = [
        (facts.Result.PASSED.value, _("passed")),
        (facts.Result.FAILED.value, _("not passed")),
        (facts.Result.NOT_NEEDED.value, _("not needed")),
    ]

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="checks")
    check_of = models.CharField(max_length=12, choices=CHECKS)
    result = models.CharField(max_length=10, choices=RESULTS)
    on = models.DateField()
    words = models.TextField(help_text="the opinion, the budget line, or why it is not needed")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["matter", "on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="checks_say_what"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(result="not_needed") & ~Q(approved_by=F("entered_by")),
                name="checks_left_out_take_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_of} {self.result}"


@told("reason", of="matter")
class SentBack(models.Model):
    """退回议题: the matter was sent back because its steps were not complete."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="sent_back")
    on = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["matter", "on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="matters_are_sent_back_for_something")
        ]

    def __str__(self) -> str:
        return str(self.on)


@told("payee", "proof", of="matter")
class Outlay(models.Model):
    """A payment of a matter, with its proof."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="outlays")
    on = models.DateField()
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    payee = models.CharField(max_length=120)
    proof = models.CharField(max_length=200)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["matter", "on", "id"]
        indexes = [models.Index(fields=["payee", "on"], name="outlay_by_payee")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(payee="") & ~Q(proof=""), name="outlays_are_proved"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"
