"""资金: one row a fund, bond, unit's three public expenses or budget, and what is posted, aimed at, issued, repaid and published of it.

Amounts are in 元. What was posted is never edited: a mistake is undone by a posting with the opposite sign.
"""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Person
from luoshi_web.registers.funds.words import CLASSES, FORMS, ITEMS, KINDS, TYPES
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.models.told import told


def yuan_field() -> "models.DecimalField[Decimal, Decimal]":
    """An amount in 元, to the 分."""
    return models.DecimalField(max_digits=20, decimal_places=2)


@told("purpose", "subject", of="matter")
class Fund(models.Model):
    """``account`` to ``subject`` are of a special fund, ``scope`` of three public expenses: which units and what money (口径).

    Up to ``confirmed_until`` a second person of the keeper has confirmed what is posted: from then on that period takes reversals only.
    """

    class Account(models.TextChoices):
        GENERAL = "general", _("general public budget (一般公共预算)")
        GOVERNMENT = "government", _("government funds (政府性基金)")
        CAPITAL = "capital", _("state capital (国有资本经营)")
        SOCIAL = "social", _("social insurance (社会保险基金)")

    class Source(models.TextChoices):
        CENTRE = "centre", _("central (中央)")
        PROVINCE = "province", _("provincial (省级)")
        CITY = "city", _("of the city (市级)")
        OWN = "own", _("own (本级)")

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="fund")
    type = models.CharField(max_length=8, choices=[(code.value, words) for code, words in TYPES.items()])
    account = models.CharField(max_length=12, choices=Account, blank=True)
    source = models.CharField(max_length=10, choices=Source, blank=True)
    subject = models.CharField(max_length=120, blank=True, help_text="of the budget (类款项)")
    purpose = models.TextField(blank=True)
    scope = models.CharField(max_length=60, blank=True)
    result_use = models.TextField(blank=True, help_text="what follows from the evaluation")
    dropped_why = models.TextField(blank=True)
    confirmed_until = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["type"], name="fund_by_type")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(type="special") | ~Q(account="") & ~Q(source=""),
                name="special_funds_say_whose_money",
            ),
            models.CheckConstraint(
                condition=Q(type="three") & ~Q(scope="") | ~Q(type="three") & Q(scope=""),
                name="three_expenses_have_a_scope",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_until__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_until__isnull=False, confirmed_by__isnull=False),
                name="periods_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter)


@told("paper", "reason", of="fund__matter")
class FundPosting(models.Model):
    """One posting; ``item`` is of the three public expenses alone. ``reverses``: it undoes that one, and both stay."""

    fund = models.ForeignKey(Fund, models.CASCADE, related_name="postings")
    kind = models.CharField(max_length=12, choices=[(code.value, words) for code, words in KINDS.items()])
    item = models.CharField(
        max_length=12, choices=[(code.value, words) for code, words in ITEMS.items()], blank=True
    )
    amount = yuan_field()
    on = models.DateField()
    paper = models.CharField(max_length=120, help_text="number of its paper or voucher")
    reason = models.TextField(blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["fund", "on", "id"]
        indexes = [models.Index(fields=["kind", "on"], name="fund_posting_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(paper="") & (~Q(amount=0) | ~Q(item="")), name="fund_postings_are_whole"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0) | Q(kind="adjustment") | Q(reverses__isnull=False),
                name="fund_postings_are_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(item="") & ~Q(kind__in=["running", "final"])
                | ~Q(item="") & Q(kind__in=["budget", "running", "final"]),
                name="fund_postings_of_items",
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | ~Q(reason=""), name="fund_reversals_say_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


@told("words", of="fund__matter")
class FundTarget(models.Model):
    """A performance target (绩效目标), and what was reached of it."""

    class Of(models.TextChoices):
        OUTPUT = "output", _("output (产出)")
        BENEFIT = "benefit", _("benefit (效益)")
        SATISFACTION = "satisfaction", _("satisfaction (满意度)")

    fund = models.ForeignKey(Fund, models.CASCADE, related_name="targets")
    of = models.CharField(max_length=12, choices=Of)
    words = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=16, decimal_places=4)
    unit = models.CharField(max_length=20, blank=True)
    at_least = models.BooleanField(default=True, help_text="more is better; otherwise at most")
    weight = models.DecimalField(max_digits=5, decimal_places=2)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reached = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["fund", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & Q(weight__gt=0, weight__lte=100), name="fund_targets_are_whole"
            ),
            models.CheckConstraint(
                condition=Q(reached__isnull=True, reached_on__isnull=True)
                | Q(reached__isnull=False, reached_on__isnull=False),
                name="fund_targets_reached_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:40]

    @property
    def met(self) -> bool | None:
        """Whether it was reached; None where nobody has said how much was."""
        if self.reached is None:
            return None
        return self.reached >= self.value if self.at_least else self.reached <= self.value


@told("words", of="fund__matter")
class FundEvaluation(models.Model):
    """自评 by the unit, then 评价 by the keeper: a score of 100 and a grade."""

    class By(models.TextChoices):
        UNIT = "unit", _("self-evaluation (自评)")
        KEEPER = "keeper", _("evaluation (评价)")

    class Grade(models.TextChoices):
        EXCELLENT = "excellent", _("excellent (优)")
        GOOD = "good", _("good (良)")
        FAIR = "fair", _("fair (中)")
        POOR = "poor", _("poor (差)")

    fund = models.ForeignKey(Fund, models.CASCADE, related_name="evaluations")
    by = models.CharField(max_length=8, choices=By)
    score = models.DecimalField(max_digits=5, decimal_places=2)
    grade = models.CharField(max_length=10, choices=Grade)
    words = models.TextField()
    on = models.DateField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["fund", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & Q(score__gte=0, score__lte=100), name="fund_evaluations_are_whole"
            ),
            models.UniqueConstraint(fields=["fund", "by"], name="fund_evaluated_once"),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.score}"


@told("used_for", of="fund__matter")
class Bond(models.Model):
    """A bond of one class of legal debt. ``rate`` in per cent a year; ``adopted_in`` the budget or adjustment in which it was approved."""

    fund = models.OneToOneField(Fund, models.CASCADE, primary_key=True, related_name="bond")
    debt_class = models.CharField(max_length=8, choices=[(code.value, words) for code, words in CLASSES.items()])  # fmt: skip
    form = models.CharField(max_length=12, choices=[(code.value, words) for code, words in FORMS.items()])
    principal = yuan_field()
    rate = models.DecimalField(max_digits=6, decimal_places=4)
    used_for = models.CharField(max_length=200)
    adopted_in = models.ForeignKey(Fund, models.PROTECT, null=True, blank=True, related_name="bonds_in_it")
    issued_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(help_text="the last day of repayment")

    class Meta:
        indexes = [models.Index(fields=["debt_class", "issued_on"], name="bond_by_issue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(principal__gt=0, rate__gte=0) & ~Q(used_for=""), name="bonds_are_whole"
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(due_on__gt=F("issued_on")),
                name="bonds_end_after_issue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.debt_class} {self.principal}"


class Repayment(models.Model):
    """A day of a bond's calendar (还本付息): due, and paid once its paper says so."""

    class Part(models.TextChoices):
        PRINCIPAL = "principal", _("principal (本金)")
        INTEREST = "interest", _("interest (利息)")

    bond = models.ForeignKey(Bond, models.CASCADE, related_name="repayments")
    part = models.CharField(max_length=10, choices=Part)
    due_on = models.DateField()
    amount = yuan_field()
    paid_on = models.DateField(null=True, blank=True)
    paper = models.CharField(max_length=120, blank=True)
    paid_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["bond", "due_on", "part", "id"]
        indexes = [
            models.Index(fields=["due_on"], name="repayment_by_due"),
            models.Index(fields=["paid_on"], name="repayment_by_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="repayments_have_an_amount"),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True, paper="", paid_by__isnull=True)
                | Q(paid_on__isnull=False, paid_by__isnull=False) & ~Q(paper=""),
                name="repayments_are_proved",
            ),
            models.UniqueConstraint(fields=["bond", "part", "due_on"], name="repayment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.due_on}"


class DebtLimit(models.Model):
    """Limit of a class of debt in a year as the congress approved it, and the balance with which the year began; one person enters,
    another confirms. The last one confirmed holds: a limit is raised within a year, too.
    """

    debt_class = models.CharField(max_length=8, choices=[(code.value, words) for code, words in CLASSES.items()])  # fmt: skip
    year = models.PositiveSmallIntegerField()
    begin = yuan_field()
    limit = yuan_field()
    paper = models.CharField(max_length=120)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-year", "debt_class", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(begin__gte=0, limit__gte=0) & ~Q(paper=""), name="debt_limits_are_whole"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="debt_limits_take_two",
            ),
            models.UniqueConstraint(
                fields=["debt_class", "year", "limit", "begin", "paper"], name="debt_limit_said_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.debt_class} {self.year}"


class BudgetPaper(models.Model):
    """Budget, adjustment or final accounts of the government or of a department: the days on which it was sent, approved, told, passed down, published.

    ``meets_on``: the congress or standing committee meets that is to approve it. ``transfers``: it holds transfers to governments below.
    """

    class Paper(models.TextChoices):
        BUDGET = "budget", _("budget (年度预算)")
        ADJUSTMENT = "adjustment", _("adjustment of the budget (预算调整)")
        FINAL = "final", _("final accounts (决算)")

    class Level(models.TextChoices):
        GOVERNMENT = "government", _("of the government (政府预决算)")
        DEPARTMENT = "department", _("of a department (部门预决算)")

    fund = models.OneToOneField(Fund, models.CASCADE, primary_key=True, related_name="budget_paper")
    paper = models.CharField(max_length=12, choices=Paper)
    level = models.CharField(max_length=12, choices=Level)
    transfers = models.BooleanField(default=False)
    meets_on = models.DateField(null=True, blank=True)
    draft_sent_on = models.DateField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    adopted_paper = models.CharField(max_length=120, blank=True)
    told_on = models.DateField(null=True, blank=True)
    general_down_on = models.DateField(null=True, blank=True)
    special_down_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_where = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(transfers=False) | Q(level="government", paper="budget"),
                name="budgets_of_governments_transfer",
            ),
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True, adopted_paper="")
                | Q(adopted_on__isnull=False) & ~Q(adopted_paper=""),
                name="budgets_adopted_by_a_paper",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True, published_where="")
                | Q(published_on__gte=F("adopted_on")) & ~Q(published_where=""),
                name="budgets_published_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.level}"
