"""项目: one row a project, and what was signed, decided, done, paid and promised of it. Amounts are in 亿元."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Person
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.projects.rules.facts import Result, Step


class Project(models.Model):
    """A project. Days of events stand in :class:`Event`; the last that holds of each kind is repeated here, for lists and statistics.

    ``not_brought_in`` is why it is none of the projects brought in (招引). ``contact`` is personal and never leaves the office.
    """

    class Capital(models.TextChoices):
        HOME = "home", _("from within the country (内资)")
        ABROAD = "abroad", _("from abroad (外资)")

    class NotBroughtIn(models.TextChoices):
        LATER_PHASE = "later_phase", _("a later phase")
        MOVED = "moved", _("moved within the place")
        OUTLET = "outlet", _("an outlet of a chain")

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="project")
    platform_code = models.CharField(
        max_length=40, blank=True, help_text="of the approval platform (项目代码)"
    )
    content = models.TextField(blank=True)
    investor = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=60, blank=True, help_text="personal: never leaves the office")
    from_place = models.CharField(max_length=60, blank=True)
    capital = models.CharField(max_length=8, choices=Capital, default=Capital.HOME)
    industry = models.CharField(max_length=60, blank=True)
    site = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=20, blank=True, help_text="whose rules it goes by")
    not_brought_in = models.CharField(max_length=12, choices=NotBroughtIn, blank=True)
    public_money = models.BooleanField(
        default=False, help_text="built by the government itself (政府投资): brought in by nobody"
    )
    favours = models.BooleanField(default=False, help_text="something is promised to this one firm")
    taken_over = models.BooleanField(
        default=False,
        help_text="from a list that was kept before this register: what it does not say is not known",
    )
    told_on = models.DateField(help_text="the last day on which something moved in the talks")
    start_planned = models.DateField(null=True, blank=True)
    study = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    estimate = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    approved = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)

    signed_on = models.DateField(null=True, blank=True, help_text="the signing by which it is counted today")
    amount = models.DecimalField(
        max_digits=12, decimal_places=4, null=True, blank=True, help_text="with its supplements"
    )
    started_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    producing_on = models.DateField(null=True, blank=True)
    full_on = models.DateField(null=True, blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["signed_on"], name="project_by_signing"),
            models.Index(fields=["started_on"], name="project_by_start"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, amount__isnull=True)
                | Q(signed_on__isnull=False, amount__gt=0),
                name="signed_projects_have_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(study__isnull=True) | Q(study__gt=0), name="studies_say_how_much"
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter)


class Contract(models.Model):
    """A signed paper: ``amount`` is the whole investment by it. ``new_investor``: signed anew, by another. ``taken_over`` from a list: its number
    may be unknown.
    """

    class Paper(models.TextChoices):
        FRAMEWORK = "framework", _("framework agreement (框架协议)")
        FORMAL = "formal", _("formal contract (正式合同)")
        SUPPLEMENT = "supplement", _("supplement (补充协议)")

    project = models.ForeignKey(Project, models.CASCADE, related_name="contracts")
    paper = models.CharField(max_length=12, choices=Paper)
    number = models.CharField(max_length=60, blank=True, help_text="number of the paper")
    taken_over = models.BooleanField(default=False)
    on = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=4)
    new_investor = models.BooleanField(default=False)
    investor = models.CharField(max_length=120, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["project", "on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & (~Q(number="") | Q(taken_over=True)), name="contracts_are_whole"
            ),
            models.CheckConstraint(
                condition=Q(new_investor=False) | Q(paper="formal") & ~Q(investor=""),
                name="new_investors_sign_formally",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class StepTaken(models.Model):
    """A step before signing or beginning: passed, failed, or not needed, which another person approves. The last one of a kind counts."""

    KINDS = [
        (Step.REVIEW.value, _("review of the project (评审)")),
        (Step.LEGALITY.value, _("legality of the contract (合法性审查)")),
        (Step.COMPETITION.value, _("fair competition (公平竞争审查)")),
        (Step.COLLECTIVE.value, _("collective decision (集体决策)")),
        (Step.ESTIMATE.value, _("estimate approved (概算核定)")),
        (Step.YEAR_PLAN.value, _("in the year's plan (年度计划)")),
        (Step.FUNDED.value, _("money in place (资金落实)")),
        (Step.STUDY_REPORT.value, _("report on the estimate (概算报告)")),
    ]
    RESULTS = [
        (Result.PASSED.value, _("passed")),
        (Result.FAILED.value, _("not passed")),
        (Result.NOT_NEEDED.value, _("not needed")),
    ]

    project = models.ForeignKey(Project, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=KINDS)
    result = models.CharField(max_length=10, choices=RESULTS)
    on = models.DateField()
    words = models.TextField(help_text="votes, opinions, the number of the paper, or why it is not needed")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["project", "on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="steps_say_what"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(result="not_needed") & ~Q(approved_by=F("entered_by")),
                name="determinations_take_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.result}"


class Event(models.Model):
    """What happened to a project on a day, with its proof, as its unit says; the keeper confirms it or takes it back, and it stays a row."""

    class Kind(models.TextChoices):
        STARTED = "started", _("begun (开工)")
        BUILDING = "building", _("being built on (续建)")
        COMPLETED = "completed", _("completed (竣工)")
        PRODUCING = "producing", _("producing (投产)")
        FULL = "full", _("at full output (达产)")

    project = models.ForeignKey(Project, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField()
    proof = models.TextField(help_text="the permit, the photograph, the number of the paper")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_why = models.TextField(blank=True)
    taken_back_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["project", "on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(proof=""), name="events_are_proved"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="events_take_two",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_by__isnull=True, taken_back_why="")
                | Q(taken_back_by__isnull=False) & ~Q(taken_back_why=""),
                name="taken_back_says_why",
            ),
            models.UniqueConstraint(
                fields=["project", "kind"],
                condition=Q(taken_back_by__isnull=True) & ~Q(kind="building"),
                name="project_event_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class Money(models.Model):
    """Money of a day: arrived from the investor (到位), or built (完成投资), with its proof."""

    class Kind(models.TextChoices):
        ARRIVED = "arrived", _("arrived (到位资金)")
        BUILT = "built", _("invested (完成投资)")

    project = models.ForeignKey(Project, models.CASCADE, related_name="money")
    kind = models.CharField(max_length=8, choices=Kind)
    on = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=4)
    proof = models.TextField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["project", "on", "id"]
        indexes = [models.Index(fields=["kind", "on"], name="money_by_day")]
        constraints = [models.CheckConstraint(condition=~Q(proof="") & ~Q(amount=0), name="money_is_proved")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


class YearPlan(models.Model):
    """What a year's plan invests in a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="plans")
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=4)

    class Meta:
        ordering = ["project", "year"]
        constraints = [
            models.UniqueConstraint(fields=["project", "year"], name="one_plan_a_year"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="plans_say_how_much"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.amount}"


class Pledge(models.Model):
    """What one side promised the other, by a day. It binds the next leaders too (优化营商环境条例 31)."""

    class Side(models.TextChoices):
        GOVERNMENT = "government", _("the government to the investor")
        INVESTOR = "investor", _("the investor to the government")

    project = models.ForeignKey(Project, models.CASCADE, related_name="pledges")
    side = models.CharField(max_length=12, choices=Side)
    words = models.TextField()
    due = models.DateField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kept_on = models.DateField(null=True, blank=True)
    kept_how = models.TextField(blank=True)
    kept_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["project", "due", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="pledges_say_what"),
            models.CheckConstraint(
                condition=Q(kept_on__isnull=True, kept_by__isnull=True, kept_how="")
                | Q(kept_on__isnull=False, kept_by__isnull=False)
                & ~Q(kept_how="")
                & ~Q(kept_by=F("entered_by")),
                name="pledges_are_kept_before_another",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:40]


class Talk(models.Model):
    """What moved in the talks."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="talks")
    on = models.DateField()
    words = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["project", "on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="talks_say_what")]

    def __str__(self) -> str:
        return self.words[:40]
